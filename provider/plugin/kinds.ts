import type { Host, ResourceMethods } from "../host/host";
import { coverSnapshot, mediaCover, mediaCoverSet, type Properties } from "../lifecycle/lifecycle";
import { formatCount } from "../cover/formatCount";
import { describeFailures, failedIds } from "../lifecycle/set/failures";
import { unknownValue } from "../lifecycle/unknown";

/** What this door knows about a type of resource. */
export interface Kind {
  methods: ResourceMethods<object, object>;
  /** The ids of the covers that properties are about. */
  coverIds: (properties: Properties) => string[];
  /** The argument that may be secret, and the output that is secret with it: the live cover may have been the same URL. */
  secret: { argument: string; output: string };
  /**
   * The outputs as a preview shows them.
   *
   * @param inputs Checked arguments.
   * @param olds Recorded outputs; none for a resource that is new.
   */
  preview: (inputs: Properties, olds: Properties) => Properties;
  /**
   * What the user is told if a part of the work failed. The rest is recorded.
   *
   * @param name The resource's name.
   */
  describeFailure: (outs: object, name: string) => Promise<string | undefined>;
}

/** The types of resources by their tokens. */
export function kindsOf(host: Host): Readonly<Record<string, Kind>> {
  return {
    "mediacover:index:MediaCover": {
      methods: host.mediaCover,
      coverIds: mediaCover.coverIds,
      secret: { argument: "coverUrl", output: "previousCoverUrl" },
      preview: (inputs, { previousCoverUrl = unknownValue }) => ({
        ...inputs,
        previousCoverUrl,
        title: unknownValue,
        fileUrl: unknownValue,
      }),
      describeFailure: async () => undefined,
    },
    "mediacover:index:CoverSnapshot": {
      methods: host.coverSnapshot,
      coverIds: coverSnapshot.coverIds,
      secret: { argument: "fileUrl", output: "fileUrl" },
      preview: (inputs, { fileUrl = unknownValue }) => ({ fileUrl, ...inputs, timeMs: unknownValue }),
      describeFailure: async () => undefined,
    },
    "mediacover:index:MediaCoverSet": {
      methods: host.mediaCoverSet,
      coverIds: mediaCoverSet.coverIds,
      secret: { argument: "covers", output: "previousCovers" },
      preview: (inputs) => ({
        ...inputs,
        count: unknownValue,
        previousCovers: unknownValue,
        failures: unknownValue,
        failedAt: unknownValue,
        drifted: unknownValue,
      }),
      async describeFailure(outs, name) {
        // Loaded here, because it brings zod, which a preview of new resources does not need.
        const { readSetOutputs } = await import("../lifecycle/set/resource.js");
        const { failures, count } = readSetOutputs(outs);
        if (failures.length === 0) return undefined;
        const [left, set] = [formatCount(failedIds(failures).length), formatCount(count)];
        const rest = "The next pulumi up tries only these again";
        // If there is another reason, it is recorded, too.
        if (failures.every(({ code }) => code === "NotTried"))
          return `the operation was cancelled: ${set} covers of "${name}" are set, ${left} were not tried. ${rest}`;
        return describeFailures(`covers of "${name}": ${left} failed, ${set} are set. ${rest}`, failures);
      },
    },
  };
}
