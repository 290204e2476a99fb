import {
  CreateRequest,
  DeleteRequest,
  ReadRequest,
  UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { createHost, type ResourceMethods } from "../../../provider/host/host";
import { systemChance, systemClock } from "../../../provider/host/system";
import type { Properties } from "../../../provider/lifecycle/lifecycle";
import type { Ports } from "../../../provider/lifecycle/ports";
import { kindsOf } from "../../../provider/plugin/kinds";
import { ResourceCalls } from "../../../provider/plugin/resources";
import { PartialFailure } from "../../../provider/plugin/unary";
import { fromStruct, toStruct } from "../../../provider/plugin/values";
import { silentLog } from "../../support/client";
import type { Kind } from "./kinds";

/** What the engine records of a call. */
interface Recorded {
  id: string;
  outs: Properties;
}

/**
 * A resource as the packaged provider has it: whatever calls the service goes through the messages of the engine's protocol.
 * The service, and what a process remembers, are the caller's.
 */
export function packaged(kind: Kind): Kind {
  const urn = `urn:pulumi:dev::covers::${kind.token}::it`;
  /** What the engine is told where the instance is there, but a part of the work failed. */
  let told: string | undefined;

  async function record(call: () => Promise<{ id: string; outputs: Struct | undefined }>): Promise<Recorded> {
    told = undefined;
    try {
      const { id, outputs } = await call();
      return { id, outs: fromStruct(outputs).values };
    } catch (error) {
      if (!(error instanceof PartialFailure)) throw error;
      told = error.message;
      return { id: error.id, outs: fromStruct(error.outputs).values };
    }
  }

  return {
    ...kind,
    failuresOf: () => told,
    create: (ports, news) =>
      record(async () => {
        const request = new CreateRequest();
        request.setUrn(urn);
        request.setProperties(packed(news));
        const response = await callsOn(kind, ports).create(request);
        return { id: response.getId(), outputs: response.getProperties() };
      }),
    update: (ports, olds, news) =>
      record(async () => {
        const request = new UpdateRequest();
        request.setUrn(urn);
        request.setOlds(packed(olds));
        request.setNews(packed(news));
        const response = await callsOn(kind, ports).update(request);
        return { id: "", outputs: response.getProperties() };
      }),
    async read(ports, id, olds) {
      told = undefined;
      const request = new ReadRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setProperties(packed(olds));
      const response = await callsOn(kind, ports).read(request);
      if (response.getId() === "") return {};
      const [props, inputs] = [response.getProperties(), response.getInputs()].map(
        (each) => fromStruct(each).values,
      );
      return { id: response.getId(), props: props ?? {}, inputs: inputs ?? {} };
    },
    async delete(ports, olds) {
      const request = new DeleteRequest();
      request.setUrn(urn);
      request.setProperties(packed(olds));
      await callsOn(kind, ports).delete(request);
    },
  };
}

const plain = <Value extends object>(value: Value): Value => JSON.parse(JSON.stringify(value));
const packed = (properties: Properties): Struct => toStruct(plain(properties));

/** The packaged provider's calls, on a lifecycle instead of a host; like that, it returns plain JSON. */
function callsOn(kind: Kind, ports: Ports): ResourceCalls {
  const methods: ResourceMethods<object, object> = {
    check: () => Promise.reject(new Error("nothing is checked here")),
    diff: (_id, olds, news) => kind.diff(ports.log, olds, news),
    create: async (news) => plain(await kind.create(ports, news)),
    read: async (id, olds) => plain(await kind.read(ports, id, olds)),
    update: async (_id, olds, news) => plain(await kind.update(ports, olds, news)),
    delete: (_id, olds) => kind.delete(ports, olds),
  };
  const door = kindsOf(idleHost)[kind.token];
  if (door === undefined) throw new Error(`the packaged provider has no ${kind.token}`);
  return new ResourceCalls({ kinds: { [kind.token]: { ...door, methods } }, contextOf: () => ({}) });
}

const idleHost = createHost({
  log: { ...silentLog, heard: async () => {} },
  clock: systemClock,
  chance: systemChance,
  isOnTerminal: () => false,
  environment: {},
});
