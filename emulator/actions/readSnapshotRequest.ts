import { limits } from "../limits";
import { serviceError } from "../serviceError";
import { isSingle, type FrameType, type SnapshotRequest } from "../snapshots/snapshotRequest";
import type { ActionContext } from "./action";
import { integerMember, isUnset, parseObject, textMember, type JsonObject } from "./jsonParameters";
import { optionalText, requiredParameter } from "./parameters";
import { readObjectReference } from "./readObjectReference";

/** Sprites and WebVTT, which the emulator does not make, and times of which no page says how they are asked for. */
const unsupported = ["TileOutputFile", "TileOut", "SubOut", "Format", "TimeArray"];

/**
 * @throws ServiceError one of `InvalidParameter` and its kind; `.NotSupported` for what the service can do and the emulator
 * cannot
 */
export function readSnapshotRequest(context: ActionContext): SnapshotRequest {
  const { behaviour } = context;
  const input = parseObject(requiredParameter(context, "Input"), "Input");
  const config = parseObject(requiredParameter(context, "SnapshotConfig"), "SnapshotConfig");
  const missing = unsupported.find((name) => !isUnset(config[name]));
  if (missing !== undefined) throw serviceError("InvalidParameter.NotSupported", missing);
  const request = {
    input: readObjectReference(input, "Input", behaviour),
    output: readObjectReference(outputFile(config), "OutputFile", behaviour),
    timeMs: readTime(config, context),
    frameType: readFrameType(config, context),
    count: integerMember(config, "Num", { min: 1 }),
    intervalSeconds: integerMember(config, "Interval", { min: 0 }),
    widthPixels: integerMember(config, "Width", limits.snapshotPixels),
    heightPixels: integerMember(config, "Height", limits.snapshotPixels),
    userData: optionalText(context, "UserData", limits.userDataBytes),
    pipelineId: context.parameters.get("PipelineId") || undefined,
  };
  // They change nothing: the emulator's videos have no black frames.
  integerMember(config, "BlackLevel", { min: 30, max: 100 });
  integerMember(config, "PixelBlackThreshold", { min: 0, max: 255 });
  if (!isSingle(request) && !request.output.key.includes("{Count}")) {
    throw serviceError("InvalidParameter", "OutputFile.Object");
  }
  return request;
}

/** OutputFile: an object, or the same as a text, which the official sample for Node.js sends. */
function outputFile({ OutputFile: file }: JsonObject): JsonObject {
  if (isUnset(file)) throw serviceError("InvalidParameter.NullValue", "OutputFile");
  return parseObject(typeof file === "string" ? file : JSON.stringify(file), "OutputFile");
}

function readTime(config: JsonObject, { behaviour }: ActionContext): number {
  const timeMs = integerMember(config, "Time", {});
  if (timeMs === undefined) throw serviceError("InvalidParameter.NullValue", "Time");
  if (timeMs >= 0) return timeMs;
  if (behaviour.negativeSnapshotTime === "firstFrame") return 0;
  throw serviceError(behaviour.negativeSnapshotTime, "Time");
}

function readFrameType(config: JsonObject, { behaviour }: ActionContext): FrameType {
  const frameType = textMember(config, "FrameType") ?? behaviour.omittedFrameType;
  if (frameType !== "normal" && frameType !== "intra") throw serviceError("InvalidParameter", "FrameType");
  return frameType;
}
