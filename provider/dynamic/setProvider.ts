import type * as pulumi from "@pulumi/pulumi";

/**
 * FROZEN, as `provider.ts` is, and for the same reasons: the path of this file in the package
 * (`pulumi-mediacover/setProvider.js`), that `module.exports` is the provider itself, and the name
 * `pulumi-mediacover/lifecycle` with its export `mediaCoverSet` are written in the state of every stack with a MediaCoverSet.
 */
const provider: pulumi.dynamic.ResourceProvider = {
  configure: (request) =>
    require(["pulumi-mediacover", "lifecycle"].join("/")).mediaCoverSet.configure(request),
  check: (olds, news) =>
    require(["pulumi-mediacover", "lifecycle"].join("/")).mediaCoverSet.check(olds, news),
  diff: (id, olds, news) =>
    require(["pulumi-mediacover", "lifecycle"].join("/")).mediaCoverSet.diff(id, olds, news),
  create: (inputs) => require(["pulumi-mediacover", "lifecycle"].join("/")).mediaCoverSet.create(inputs),
  read: (id, props) => require(["pulumi-mediacover", "lifecycle"].join("/")).mediaCoverSet.read(id, props),
  update: (id, olds, news) =>
    require(["pulumi-mediacover", "lifecycle"].join("/")).mediaCoverSet.update(id, olds, news),
  delete: (id, props) =>
    require(["pulumi-mediacover", "lifecycle"].join("/")).mediaCoverSet.delete(id, props),
};

export = provider;
