import type * as pulumi from "@pulumi/pulumi";

/**
 * FROZEN: the path of this file in the package (`pulumi-mediacover/provider.js`), that `module.exports` is the provider
 * itself, and the name `pulumi-mediacover/lifecycle` are written in the state of every user's stack.
 *
 * Pulumi stores a dynamic provider as text. Because the provider object is what this module exports, the text for an
 * installed package is a `require` of this file and nothing else: it never changes, so an upgrade shows no difference,
 * and the new code runs at once, also for the refresh and delete of resources that older versions made. Where the
 * package is linked or bundled, Pulumi stores the object by value instead: therefore each method loads the rest by name,
 * and nothing else is captured here. The name is put together so that a bundler leaves it alone: otherwise the whole
 * package would be in the bundle, and then in the state.
 */
const provider: pulumi.dynamic.ResourceProvider = {
  configure: (request) => require(["pulumi-mediacover", "lifecycle"].join("/")).configure(request),
  check: (olds, news) => require(["pulumi-mediacover", "lifecycle"].join("/")).check(olds, news),
  diff: (id, olds, news) => require(["pulumi-mediacover", "lifecycle"].join("/")).diff(id, olds, news),
  create: (inputs) => require(["pulumi-mediacover", "lifecycle"].join("/")).create(inputs),
  read: (id, props) => require(["pulumi-mediacover", "lifecycle"].join("/")).read(id, props),
  update: (id, olds, news) => require(["pulumi-mediacover", "lifecycle"].join("/")).update(id, olds, news),
  delete: (id, props) => require(["pulumi-mediacover", "lifecycle"].join("/")).delete(id, props),
};

export = provider;
