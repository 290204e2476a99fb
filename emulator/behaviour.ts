import { gatewayChecks, type GatewayCheck } from "./gateway/checkNames";
import type { CoverNormaliser } from "./media/coverNormalisers";
import { defaultSnapshotBehaviour, type SnapshotBehaviour } from "./snapshots/snapshotBehaviour";

/**
 * What the service does not document: one named switch for each unknown. The defaults are the likeliest reading of the
 * documentation; none was checked against a real account. A client that works with the service should pass with every value.
 *
 * `emulator.behaviour` is this object: a test may change a switch between two requests.
 */
export interface Behaviour extends SnapshotBehaviour {
  /**
   * An update or delete of a video that never existed. `ignore` answers success and does nothing.
   * Default `InvalidParameter.ResourceNotFound`, the code that the service's error table has for it.
   */
  unknownMedia: "InvalidParameter.ResourceNotFound" | "InvalidMediaId.NotFound" | "ignore";
  /**
   * An update or delete of a video that DeleteMedia removed.
   * Default `InvalidParameter.ResourceDeleted`, which the error table would not need otherwise.
   */
  deletedMediaInUpdates: "InvalidParameter.ResourceDeleted" | "InvalidParameter.ResourceNotFound";
  /**
   * A query for a video that DeleteMedia removed: listed as non-existing, or returned with the PublishState `Deleted`, which
   * the documentation lists. Default `NonExist`.
   */
  deletedMediaInQueries: "NonExist" | "Deleted";
  /**
   * An id that is not 32 characters of [0-9a-f] in an update. Default `InvalidParameter.UUIDFormatInvalid`
   * (error table).
   */
  malformedMediaIdInUpdates: "InvalidParameter.UUIDFormatInvalid" | "InvalidParameter.ResourceNotFound";
  /** The same in QueryMediaList. Default `InvalidParameter.UUIDFormatInvalid`, as in updates. */
  malformedMediaIdInQueries: "InvalidParameter.UUIDFormatInvalid" | "NonExist";
  /**
   * A required parameter that is missing. Default `Missing{Name}`, e.g. `MissingMediaId`, the gateway's usual form; the
   * error table has NullValue.
   */
  missingParameter: "Missing{Name}" | "MissingParameter" | "InvalidParameter.NullValue";
  /**
   * A cover URL of https. Default `InvalidParameter.InvalidHTTPProtocol`: "HTTP only" says the documentation,
   * and this is how QueryMediaListByURL was seen to refuse an https file URL.
   */
  httpsCoverUrl: "InvalidParameter.InvalidHTTPProtocol" | "accept";
  /** A cover URL of more than 3,200 bytes. Default `InvalidParameter.OutOfRange` (error table). */
  longCoverUrl: "InvalidParameter.OutOfRange" | "InvalidParameter" | "accept";
  /** A cover URL with a `?query`, e.g. a signed one. Default `accept`: nothing says that it is looked at. */
  coverUrlQuery: "accept" | "InvalidParameter";
  /**
   * A cover on a host that is not OSS. Default `accept`: no page mentions a check, and "HTTP" is the only condition.
   */
  coverUrlHost: "accept" | "InvalidParameter";
  /**
   * A cover URL with characters that RFC 2396 wants percent-encoded, such as blanks or raw UTF-8. Default `accept`: only
   * prose asks for the encoding.
   */
  coverUrlCharacters: "accept" | "InvalidParameter";
  /**
   * UpdateMediaCover without CoverURL. Default `clear`: the parameter is optional, and UpdateMedia clears
   * what is omitted.
   */
  omittedCoverUrl: "clear" | "ignore" | "error";
  /** UpdateMediaCover with `CoverURL=`. Default `clear`, like an omitted one. */
  emptyCoverUrl: "clear" | "ignore" | "error";
  /**
   * How a cover URL is rewritten when it is stored, in this order. Default none: the documented round trip is
   * verbatim.
   */
  storedCoverUrl: readonly CoverNormaliser[];
  /**
   * Whether queries return the cover as a signed URL that expires and differs each time. Default false, as in
   * every sample.
   */
  signCoverUrlOnRead: boolean;
  /**
   * The list of non-existing ids when all exist. Default `absent`, as the current pages say; samples of 2016
   * show it `empty`.
   */
  nonExistList: "absent" | "empty";
  /** Order of `Media[]`. Default `asRequested`; `byMediaId` shows whether a client relies on that. */
  mediaOrder: "asRequested" | "byMediaId";
  /** The same id twice in one query: returned once or as often as asked. Default `once`. */
  repeatedIds: "once" | "each";
  /** More than ten ids or URLs in one call. Default `InvalidParameter.OutOfRange`. */
  tooManyIds: "InvalidParameter.OutOfRange" | "firstTen" | "accept";
  /**
   * How long queries still return the state before a write, in milliseconds of the emulator's clock. Default 0.
   */
  visibilityDelayMs: number;
  /**
   * HTTP status of `Throttling.User`. Default 400, as on nearly every page; newer gateways answer 429 with
   * the header `x-acs-retry-after: <ms>`.
   */
  throttleStatus: 400 | 429;
  /** An operation that does not exist, or that the emulator does not know. Default `InvalidApi.NotFound`. */
  unknownAction: "InvalidApi.NotFound" | "UnsupportedOperation";
  /**
   * Other HTTP statuses for codes, because pages disagree, such as `{ SignatureDoesNotMatch: 403 }`. Default none.
   */
  statusOf: Readonly<Record<string, number>>;
  /**
   * The order of the gateway's checks. It decides which error a call gets that breaks several rules. Must have each check
   * once.
   */
  checkOrder: readonly GatewayCheck[];
}

/** The defaults of {@link Behaviour}, whose members say why. */
export const defaultBehaviour: Readonly<Behaviour> = {
  unknownMedia: "InvalidParameter.ResourceNotFound",
  deletedMediaInUpdates: "InvalidParameter.ResourceDeleted",
  deletedMediaInQueries: "NonExist",
  malformedMediaIdInUpdates: "InvalidParameter.UUIDFormatInvalid",
  malformedMediaIdInQueries: "InvalidParameter.UUIDFormatInvalid",
  missingParameter: "Missing{Name}",
  httpsCoverUrl: "InvalidParameter.InvalidHTTPProtocol",
  longCoverUrl: "InvalidParameter.OutOfRange",
  coverUrlQuery: "accept",
  coverUrlHost: "accept",
  coverUrlCharacters: "accept",
  omittedCoverUrl: "clear",
  emptyCoverUrl: "clear",
  storedCoverUrl: [],
  signCoverUrlOnRead: false,
  nonExistList: "absent",
  mediaOrder: "asRequested",
  repeatedIds: "once",
  tooManyIds: "InvalidParameter.OutOfRange",
  visibilityDelayMs: 0,
  throttleStatus: 400,
  unknownAction: "InvalidApi.NotFound",
  statusOf: {},
  checkOrder: gatewayChecks,
  ...defaultSnapshotBehaviour,
};
