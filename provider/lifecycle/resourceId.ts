import type { Inputs } from "./resource";

/** The id of a MediaCover: `<region>/<mediaId>`. Frozen: it is in users' states. */
export function resourceId({ region, mediaId }: Pick<Inputs, "region" | "mediaId">): string {
  return `${region}/${mediaId}`;
}

/** @throws Error with the form of an id, if a `.get` uses another. */
export function parseResourceId(id: string): Pick<Inputs, "region" | "mediaId"> {
  const [, region, mediaId] = /^([a-z0-9-]+)\/([0-9a-f]{32})$/.exec(id) ?? [];
  if (region !== undefined && mediaId !== undefined) return { region, mediaId };
  throw new Error(
    `the id of a MediaCover is <region>/<mediaId>, such as cn-hangzhou/6cc3aa66d1cb4bb2adf14e726c0a0001; got ${JSON.stringify(id)}`,
  );
}
