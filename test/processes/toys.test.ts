import { describe } from "vitest";
import { toyScenarios } from "../engine/scenarios";
import { itIsTheSameInProcess } from "./parity";

describe("a toy, with processes and without", () => itIsTheSameInProcess(toyScenarios));
