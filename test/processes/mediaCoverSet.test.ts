import { describe } from "vitest";
import { mediaCoverSetScenarios } from "../engine/scenarios/mediaCoverSet";
import { itIsTheSameInProcess } from "./parity";

describe("MediaCoverSet, with processes and without", () => itIsTheSameInProcess(mediaCoverSetScenarios));
