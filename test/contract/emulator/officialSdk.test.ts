import Mts, * as models from "@alicloud/mts20140618";
import { $OpenApiUtil } from "@alicloud/openapi-core";
import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../emulator/index.ts";
import { coverUrl, mediaId, startForTest, unknownMediaId } from "./support/startForTest.ts";

const sts = { accessKeyId: "STS.test", accessKeySecret: "stssecret", securityToken: "CAIS+/=token" };
const accessKey = { accessKeyId: "testid", accessKeySecret: "testsecret" };
const fileUrl = "http://videos.oss-cn-hangzhou.aliyuncs.com/預告 片.mp4";
const videoKey = encodeURIComponent("預告 片.mp4");
/** OutputFile as a text, as the official sample for Node.js has it. */
const snapshotRequest = {
  input: JSON.stringify({ Bucket: "videos", Location: "oss-cn-hangzhou", Object: videoKey }),
  snapshotConfig: JSON.stringify({
    OutputFile: JSON.stringify({ Bucket: "covers", Location: "oss-cn-hangzhou", Object: "%7BCount%7D.jpg" }),
    Time: 5000,
    FrameType: "normal",
  }),
  userData: "封面",
};

function clientOf(emulator: Emulator, config: object): Mts {
  const endpoint = new URL(emulator.url).host;
  return new Mts(new $OpenApiUtil.Config({ endpoint, protocol: "HTTP", ...config }));
}

/** What each operation answers, as the SDK understands it. */
const operations: readonly (readonly [
  name: string,
  run: (client: Mts) => Promise<{ statusCode?: number; body?: object }>,
  answer: object,
])[] = [
  [
    "UpdateMediaCover",
    (client) => client.updateMediaCover(new models.UpdateMediaCoverRequest({ mediaId, coverURL: coverUrl })),
    { requestId: expect.stringMatching(/^[0-9A-F-]{36}$/) },
  ],
  [
    "QueryMediaList",
    (client) =>
      client.queryMediaList(new models.QueryMediaListRequest({ mediaIds: `${mediaId},${unknownMediaId}` })),
    {
      mediaList: { media: [expect.objectContaining({ mediaId, file: { state: "Normal", URL: fileUrl } })] },
      nonExistMediaIds: { mediaId: [unknownMediaId] },
    },
  ],
  [
    "QueryMediaListByURL",
    (client) => client.queryMediaListByURL(new models.QueryMediaListByURLRequest({ fileURLs: fileUrl })),
    { mediaList: { media: [expect.objectContaining({ mediaId })] } },
  ],
  [
    "AddMedia",
    (client) =>
      client.addMedia(
        new models.AddMediaRequest({ fileURL: `${fileUrl}2`, title: "a+b", tags: "one,two", cateId: 7 }),
      ),
    { media: expect.objectContaining({ title: "a+b", tags: { tag: ["one", "two"] }, cateId: 7 }) },
  ],
  [
    "UpdateMedia",
    (client) => client.updateMedia(new models.UpdateMediaRequest({ mediaId, title: "new" })),
    { media: expect.objectContaining({ mediaId, title: "new" }) },
  ],
  [
    "UpdateMediaPublishState",
    (client) =>
      client.updateMediaPublishState(new models.UpdateMediaPublishStateRequest({ mediaId, publish: true })),
    { requestId: expect.any(String) },
  ],
  [
    "DeleteMedia",
    (client) => client.deleteMedia(new models.DeleteMediaRequest({ mediaIds: mediaId })),
    { requestId: expect.any(String) },
  ],
  [
    "SubmitSnapshotJob",
    (client) => client.submitSnapshotJob(new models.SubmitSnapshotJobRequest(snapshotRequest)),
    {
      snapshotJob: {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        state: "Success",
        count: "1",
        userData: "封面",
        creationTime: expect.stringMatching(/Z$/),
        input: { bucket: "videos", location: "oss-cn-hangzhou", object: videoKey },
        snapshotConfig: {
          time: "5000",
          frameType: "normal",
          outputFile: { bucket: "covers", location: "oss-cn-hangzhou", object: "%7BCount%7D.jpg" },
        },
      },
    },
  ],
  [
    "QuerySnapshotJobList",
    (client) =>
      client.querySnapshotJobList(
        new models.QuerySnapshotJobListRequest({ snapshotJobIds: unknownMediaId, maximumPageSize: 30 }),
      ),
    { snapshotJobList: { snapshotJob: [] }, nonExistSnapshotJobIds: { string: [unknownMediaId] } },
  ],
  [
    "SearchPipeline",
    (client) => client.searchPipeline(new models.SearchPipelineRequest({ state: "Active" })),
    {
      totalCount: 1,
      pageNumber: 1,
      pipelineList: { pipeline: [expect.objectContaining({ state: "Active", speed: "Standard" })] },
    },
  ],
  [
    "QueryPipelineList",
    (client) =>
      client.queryPipelineList(new models.QueryPipelineListRequest({ pipelineIds: unknownMediaId })),
    { pipelineList: { pipeline: [] }, nonExistPids: { string: [unknownMediaId] } },
  ],
];

describe.each([
  ["ACS3-HMAC-SHA256", accessKey, {}],
  ["ACS3-HMAC-SHA256 with STS", sts, {}],
  ["HMAC-SHA1", accessKey, { signatureAlgorithm: "v2" }],
  ["HMAC-SHA1 with STS", sts, { signatureAlgorithm: "v2" }],
])("the official SDK, %s", (_name, key, config) => {
  it.each(operations)("%s is understood both ways", async (name, run, answer) => {
    const emulator = await startForTest({ accessKeys: [accessKey, sts], seed: [{ mediaId, fileUrl }] });
    const { statusCode, body } = await run(clientOf(emulator, { ...key, ...config }));
    expect(statusCode).toBe(200);
    expect(body).toMatchObject(answer);
    expect(emulator.requests.countByAction()).toEqual({ [name]: 1 });
  });

  it("a refusal arrives as the SDK's error with code, status and request id", async () => {
    const emulator = await startForTest({ accessKeys: [accessKey, sts] });
    const client = clientOf(emulator, { ...key, ...config });
    const request = new models.UpdateMediaCoverRequest({ mediaId: unknownMediaId, coverURL: coverUrl });
    await expect(client.updateMediaCover(request)).rejects.toMatchObject({
      code: "InvalidParameter.ResourceNotFound",
      statusCode: 400,
      data: { RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/) },
    });
  });
});

it.each([
  ["a policy forbids it", { deny: ["mts:UpdateMediaCover"] }, "ExplicitDeny"],
  ["no policy allows it", { allow: ["mts:QueryMediaList"] }, "ImplicitDeny"],
  ["one allows and one forbids it", { allow: ["mts:*"], deny: ["mts:UpdateMediaCover"] }, "ExplicitDeny"],
])("the SDK reads that RAM denied a call as %s", async (_why, policy, denial) => {
  const emulator = await startForTest({ accessKeys: [{ ...accessKey, ...policy }] });
  const client = clientOf(emulator, accessKey);
  await client.queryMediaList(new models.QueryMediaListRequest({ mediaIds: mediaId }));
  const request = new models.UpdateMediaCoverRequest({ mediaId, coverURL: coverUrl });
  await expect(client.updateMediaCover(request)).rejects.toMatchObject({
    code: "NoPermission",
    statusCode: 403,
    accessDeniedDetail: { AuthAction: "mts:UpdateMediaCover", NoPermissionType: denial },
  });
});

it("the SDK reads how long a throttled client shall wait", async () => {
  const emulator = await startForTest({ qps: 1, behaviour: { throttleStatus: 429 } });
  emulator.clock.set(new Date());
  const client = clientOf(emulator, accessKey);
  const request = new models.QueryMediaListRequest({ mediaIds: mediaId });
  await client.queryMediaList(request);
  await expect(client.queryMediaList(request)).rejects.toMatchObject({
    name: "ThrottlingError",
    code: "Throttling.User",
    statusCode: 429,
    retryAfter: 1000,
  });
});
