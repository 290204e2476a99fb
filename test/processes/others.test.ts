import { describe } from "vitest";
import { scenarioGroups } from "../engine/scenarios";
import { itIsTheSameInProcess } from "./parity";

const { MediaCover: _single, MediaCoverSet: _set, ...others } = scenarioGroups;

describe.each(Object.entries(others))("%s, with processes and without", (_group, scenarios) =>
  itIsTheSameInProcess(scenarios),
);
