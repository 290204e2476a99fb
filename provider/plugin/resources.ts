import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  type DiffResponse,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { describeProblem, type Problem } from "../cover/problem";
import type { CallContext } from "../host/host";
import type { Properties } from "../lifecycle/lifecycle";
import { Claims } from "./claims";
import { diffResponse } from "./diff";
import type { Kind } from "./kinds";
import { PartialFailure } from "./unary";
import { nameIn, typeIn } from "./urn";
import { inOwnWords } from "./words";
import { fromStruct, hasSecrets, memberOf, mergeSecrets, type Secrets, toStruct } from "./values";

/** What all calls have in common. */
export interface Surroundings {
  kinds: Readonly<Record<string, Kind>>;
  /** The context of a call about a resource. */
  contextOf: (urn: string) => CallContext;
}

/** The engine's calls about single resources. */
export class ResourceCalls {
  private readonly claims = new Claims();

  constructor(private readonly surroundings: Surroundings) {}

  async check(request: CheckRequest): Promise<CheckResponse> {
    const kind = this.kindOf(request);
    const news = fromStruct(request.getNews());
    const { inputs, problems } = await kind.methods.check(fromStruct(request.getOlds()).values, news.values);
    const reasons = problems.map((problem) => describeUnlessSecret(problem, news.secrets));
    if (reasons.length === 0) reasons.push(...this.claims.claim(request.getUrn(), kind.coverIds(inputs)));
    const response = new CheckResponse();
    response.setInputs(toStruct(inputs, news.secrets));
    response.setFailuresList(reasons.map(checkFailure));
    return response;
  }

  async diff(request: DiffRequest): Promise<DiffResponse> {
    const { methods } = this.kindOf(request);
    const [olds, news] = [fromStruct(request.getOlds()).values, fromStruct(request.getNews()).values];
    const diff = await methods.diff(request.getId(), olds, news, this.contextOf(request));
    return diffResponse(diff, { before: fromStruct(request.getOldInputs()).values, now: news });
  }

  async create(request: CreateRequest): Promise<CreateResponse> {
    const kind = this.kindOf(request);
    const { values, secrets } = fromStruct(request.getProperties());
    const response = new CreateResponse();
    const record = (outs: object) => toStruct(outs, secretOutputs(kind, secrets));
    if (request.getPreview()) {
      response.setProperties(record(kind.preview(values, {})));
      return response;
    }
    const { id, outs } = await kind.methods.create(values, this.contextOf(request));
    const failure = await kind.describeFailure(outs, nameIn(request.getUrn()));
    if (failure !== undefined) throw new PartialFailure(id, record(outs), failure);
    response.setId(id);
    response.setProperties(record(outs));
    return response;
  }

  async update(request: UpdateRequest): Promise<UpdateResponse> {
    const kind = this.kindOf(request);
    const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
    const record = (outs: object) =>
      toStruct({ ...outs, ...foreign(olds.values) }, secretOutputs(kind, news.secrets, olds.secrets));
    const response = new UpdateResponse();
    if (request.getPreview()) {
      response.setProperties(record(kind.preview(news.values, olds.values)));
      return response;
    }
    const id = request.getId();
    const { outs } = await kind.methods.update(id, olds.values, news.values, this.contextOf(request));
    const failure = await kind.describeFailure(outs, nameIn(request.getUrn()));
    if (failure !== undefined) throw new PartialFailure(id, record(outs), failure);
    response.setProperties(record(outs));
    return response;
  }

  /** For a refresh, an import, or a `.get`. In the latter two, nothing is recorded yet. */
  async read(request: ReadRequest): Promise<ReadResponse> {
    const kind = this.kindOf(request);
    const [olds, oldInputs] = [fromStruct(request.getProperties()), fromStruct(request.getInputs())];
    const response = new ReadResponse();
    const found = await kind.methods.read(request.getId(), olds.values, this.contextOf(request));
    if (found.props === undefined) return response;
    const secrets = mergeSecrets(oldInputs.secrets, olds.secrets);
    response.setId(found.id);
    response.setProperties(toStruct({ ...found.props, ...foreign(olds.values) }, secrets));
    response.setInputs(toStruct(found.inputs, secrets));
    return response;
  }

  async delete(request: DeleteRequest): Promise<Empty> {
    const { methods } = this.kindOf(request);
    const { values } = fromStruct(request.getProperties());
    await methods.delete(request.getId(), values, this.contextOf(request));
    return new Empty();
  }

  /** @throws Error if this provider has no such type. */
  private kindOf(request: { getUrn(): string }): Kind {
    const type = typeIn(request.getUrn());
    const kind = this.surroundings.kinds[type];
    if (kind !== undefined) return kind;
    throw new Error(
      `there is no resource ${type}; this provider has ${Object.keys(this.surroundings.kinds).join(" and ")}`,
    );
  }

  private contextOf(request: { getUrn(): string }): CallContext {
    return this.surroundings.contextOf(request.getUrn());
  }
}

/** One problem. It names no property: the engine would print the whole value, which may hold a secret. */
export function checkFailure(reason: string): CheckFailure {
  const failure = new CheckFailure();
  failure.setReason(inOwnWords(reason));
  return failure;
}

/** A problem in words. If the value is secret, neither it nor a fix that repeats it is shown. */
function describeUnlessSecret(problem: Problem, secrets: Secrets): string {
  const { path, rule } = problem;
  const isSecret =
    path.length > 0 && hasSecrets(path.reduce<Secrets>((of, step) => memberOf(of, String(step)), secrets));
  return describeProblem(
    isSecret ? { path, rule: `is a secret, and is not shown here: it ${rule}` } : problem,
  );
}

/** Which outputs are secret: those whose argument is secret, those that repeat one, and those that were secret before. */
function secretOutputs(kind: Kind, inputs: Secrets, olds?: Secrets): Secrets {
  const { argument, output } = kind.secret;
  const isRepeated = hasSecrets(memberOf(inputs, argument));
  const wasSecret = olds !== undefined && hasSecrets(memberOf(olds, output));
  return isRepeated || wasSecret ? mergeSecrets(inputs, new Map([[output, true]])) : inputs;
}

/**
 * What else a stack holds that came from the dynamic provider: the text of that provider. It is kept, so that the stack can
 * go back.
 */
function foreign({ __provider }: Properties): object {
  return __provider === undefined ? {} : { __provider };
}
