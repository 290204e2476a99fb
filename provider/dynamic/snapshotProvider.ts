import type * as pulumi from "@pulumi/pulumi";

/**
 * FROZEN, as `provider.ts` is, and for the same reasons: the path of this file in the package
 * (`pulumi-mediacover/snapshotProvider.js`), that `module.exports` is the provider itself, and the name
 * `pulumi-mediacover/lifecycle` with its export `coverSnapshot` are written in the state of every stack with a CoverSnapshot.
 */
const provider: pulumi.dynamic.ResourceProvider = {
  configure: (request) =>
    require(["pulumi-mediacover", "lifecycle"].join("/")).coverSnapshot.configure(request),
  check: (olds, news) =>
    require(["pulumi-mediacover", "lifecycle"].join("/")).coverSnapshot.check(olds, news),
  diff: (id, olds, news) =>
    require(["pulumi-mediacover", "lifecycle"].join("/")).coverSnapshot.diff(id, olds, news),
  create: (inputs) => require(["pulumi-mediacover", "lifecycle"].join("/")).coverSnapshot.create(inputs),
  read: (id, props) => require(["pulumi-mediacover", "lifecycle"].join("/")).coverSnapshot.read(id, props),
  update: (id, olds, news) =>
    require(["pulumi-mediacover", "lifecycle"].join("/")).coverSnapshot.update(id, olds, news),
  delete: (id, props) =>
    require(["pulumi-mediacover", "lifecycle"].join("/")).coverSnapshot.delete(id, props),
};

export = provider;
