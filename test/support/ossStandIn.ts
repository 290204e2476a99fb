import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { textOf } from "../engine/harness/properties.ts";
import type { OtherProvider, PropertyMap } from "../engine/harness/stack.ts";

/** What `@pulumi/alicloud` would do in OSS, done in a folder. */
export interface OssStandIn {
  /** For `StackOptions.otherProviders`. */
  otherProviders: Record<string, OtherProvider>;
  /** Names of the objects in a bucket, sorted. */
  objects(bucket: string): string[];
  /** An object's bytes. */
  read(bucket: string, key: string): Buffer;
  /** The properties of objects that were put, in order. */
  readonly puts: readonly PropertyMap[];
  /** Has somebody told of each object that was put or dropped, at that moment. */
  watch(listener: Listener): void;
}

type Listener = (event: "put" | "drop", key: string) => void;

/**
 * Stands in for the resources of `@pulumi/alicloud` that put pictures into buckets. What it knows of them is read from the
 * source of the Terraform provider underneath: an object is uploaded from `source`, relative to the program; another `key`
 * or `bucket` replaces it; it is private unless told otherwise; its inputs are known in a preview.
 *
 * @param folder Where objects are kept, as `<bucket>/<key>`: the emulator can serve it.
 * @param programDir The folder that paths are from.
 */
export function ossStandIn(folder: string, programDir: string): OssStandIn {
  const listeners: Listener[] = [];
  const tell: Listener = (event, key) => listeners.forEach((listener) => listener(event, key));
  const puts: PropertyMap[] = [];
  const fileOf = (object: PropertyMap): string =>
    join(folder, textOf(object, "bucket"), textOf(object, "key"));
  const object: OtherProvider = {
    replaceOn: ["bucket", "key"],
    plan: (inputs) => ({ acl: "private", ...inputs }),
    create(inputs) {
      const file = fileOf(inputs);
      mkdirSync(dirname(file), { recursive: true });
      copyFileSync(resolve(programDir, textOf(inputs, "source")), file);
      puts.push(inputs);
      tell("put", textOf(inputs, "key"));
      return { acl: "private", ...inputs, id: textOf(inputs, "key") };
    },
    delete(outputs) {
      rmSync(fileOf(outputs), { force: true });
      tell("drop", textOf(outputs, "key"));
    },
  };
  const bucket: OtherProvider = {
    replaceOn: ["bucket"],
    plan: (inputs) => inputs,
    create(inputs) {
      mkdirSync(join(folder, textOf(inputs, "bucket")), { recursive: true });
      const endpoints = { extranetEndpoint: "oss-cn-hangzhou.aliyuncs.com", location: "oss-cn-hangzhou" };
      return { ...inputs, ...endpoints, id: textOf(inputs, "bucket") };
    },
  };
  const setting: OtherProvider = {
    plan: (inputs) => inputs,
    create: (inputs) => ({ ...inputs, id: textOf(inputs, "bucket") }),
  };
  return {
    puts,
    watch: (listener) => void listeners.push(listener),
    otherProviders: {
      "alicloud:oss/bucket:Bucket": bucket,
      "alicloud:oss/bucketObject:BucketObject": object,
      "alicloud:oss/bucketPublicAccessBlock:BucketPublicAccessBlock": setting,
    },
    objects(name) {
      const root = join(folder, name);
      if (!existsSync(root)) return [];
      return readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
        .toSorted();
    },
    read: (name, key) => readFileSync(join(folder, name, key)),
  };
}
