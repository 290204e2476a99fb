/** The service on loopback; it imports nothing of the provider, so each checks the other. */

export { startEmulator, type Emulator } from "./startEmulator";
export { defaultAccessKey, defaultRegion, type EmulatorOptions } from "./options";
export { EmulatorOptionError } from "./optionError";
export { defaultBehaviour, type Behaviour } from "./behaviour";
export { type GatewayCheck } from "./gateway/checkNames";
export { type EmulatorAccessKey } from "./gateway/accessKeys";
export { type RateWindow } from "./gateway/rateLimiter";
export { type CoverNormaliser } from "./media/coverNormalisers";
export { type Media, type MediaSeed, type PublishState, type VideoSeed } from "./media/media";
export { type EmulatorMedia } from "./media/emulatorMedia";
export { type BucketAcl, type BucketSeed } from "./pictures/buckets";
export {
  type EmulatorPipelines,
  type Pipeline,
  type PipelineSeed,
  type PipelineState,
} from "./snapshots/pipelines";
export { type SnapshotBehaviour } from "./snapshots/snapshotBehaviour";
export { type EmulatorClock } from "./clock";
export { type Faults } from "./faults/faultRules";
export {
  type AnswerFault,
  type CodeInSuccessFault,
  type ErrorFault,
  type Fault,
  type FaultRule,
  type LatencyFault,
  type SlowBodyFault,
} from "./faults/fault";
export { type RequestLog, type RequestLogEntry } from "./requestLog";
export { type SignatureAlgorithm } from "./call";
