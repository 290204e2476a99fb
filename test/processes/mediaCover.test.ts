import { describe } from "vitest";
import { mediaCoverScenarios } from "../engine/scenarios/mediaCover";
import { itIsTheSameInProcess } from "./parity";

describe("MediaCover, with processes and without", () => itIsTheSameInProcess(mediaCoverScenarios));
