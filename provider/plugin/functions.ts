import { type InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { notAnArgument } from "../cover/nearestName";
import { describeProblems } from "../cover/problem";
import type { CallContext, Host } from "../host/host";
import type { Properties } from "../lifecycle/lifecycle";
import { findMedia, type Lookups } from "../lookup/findMedia";
import { readManifest } from "./readManifest";
import { fromStruct, toStruct } from "./values";

/** A function of this provider. */
interface ProviderFunction {
  arguments: readonly string[];
  run: (args: Properties, lookups: Lookups) => Promise<object>;
}

/** The functions by their tokens. */
const functions: Readonly<Record<string, ProviderFunction>> = {
  "mediacover:index:getMedia": { arguments: ["mediaId", "fileUrl", "region"], run: findMedia },
  "mediacover:index:readManifest": { arguments: ["path", "root", "defaults"], run: readManifest },
};

/**
 * The engine's call of a function.
 *
 * @throws Error if there is no such function, and whatever the function throws.
 */
export async function invoke(
  request: InvokeRequest,
  host: Pick<Host, "lookUp">,
  context: CallContext,
): Promise<InvokeResponse> {
  const token = request.getTok();
  const called = functions[token];
  if (called === undefined)
    throw new Error(
      `there is no function ${token}; this provider has ${Object.keys(functions).join(" and ")}`,
    );
  const { values } = fromStruct(request.getArgs());
  const name = token.split(":").at(-1) ?? token;
  const wrong = Object.keys(values).filter((argument) => !called.arguments.includes(argument));
  if (wrong.length > 0)
    throw new Error(describeProblems(wrong.map((each) => notAnArgument(name, each, called.arguments))));
  const response = new InvokeResponse();
  response.setReturn(toStruct(await host.lookUp(name, (lookups) => called.run(values, lookups), context)));
  return response;
}
