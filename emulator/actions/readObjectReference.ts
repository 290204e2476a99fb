import type { Behaviour } from "../behaviour";
import { limits } from "../limits";
import { decodedKey } from "../pictures/objectAddress";
import { serviceError } from "../serviceError";
import type { ObjectReference } from "../snapshots/snapshotRequest";
import { textMember, type JsonObject } from "./jsonParameters";

const bucketName = /^[a-z0-9][a-z0-9_-]{2,254}$/;

/** Characters that XML 1.0 does not allow, and the two that an object's name must not hold. */
const notInKey = /[^\t\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/**
 * @param name what the error's message calls the object
 * @throws ServiceError one of `InvalidParameter` and its kind
 */
export function readObjectReference(object: JsonObject, name: string, behaviour: Behaviour): ObjectReference {
  const member = (each: string): string => {
    const text = textMember(object, each);
    if (text === undefined) throw serviceError("InvalidParameter.NullValue", `${name}.${each}`);
    return text;
  };
  const [bucket, location, encodedKey] = [member("Bucket"), member("Location"), member("Object")];
  if (!bucketName.test(bucket)) throw serviceError("InvalidParameter.BucketNameInvalid", bucket);
  if (!/^oss-[a-z0-9-]+$/.test(location) || Buffer.byteLength(location) > limits.locationBytes) {
    throw serviceError("InvalidParameter.LocationInvalid", location);
  }
  const withSpaces = behaviour.plusInObjectNames === "space" ? encodedKey.replaceAll("+", " ") : encodedKey;
  const key = decodedKey(withSpaces);
  if (
    key === undefined ||
    Buffer.byteLength(key) > limits.objectKeyBytes ||
    /^[/\\]/.test(key) ||
    notInKey.test(key)
  ) {
    throw serviceError("InvalidParameter.ObjectKeyInvalid", encodedKey);
  }
  return { bucket, location, encodedKey, key, roleArn: textMember(object, "RoleArn") };
}
