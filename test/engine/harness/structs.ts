/** Property maps as protocol buffers carry them. */

import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import { parsePropertyMap } from "./properties.ts";
import type { PropertyMap } from "./stack.ts";

/** Packs properties. */
export function toStruct(properties: PropertyMap): structPb.Struct {
  return structPb.Struct.fromJavaScript(properties);
}

/** Unpacks properties; an absent struct is an empty map. */
export function fromStruct(struct: structPb.Struct | undefined): PropertyMap {
  return struct === undefined ? {} : parsePropertyMap(struct.toJavaScript());
}
