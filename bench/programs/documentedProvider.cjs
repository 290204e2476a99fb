// A dynamic provider as Pulumi's documentation teaches it: a class in the program, one resource a cover, and a call of
// the service's SDK in create and in update. An error fails the resource, and with it the `up`.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");
const mts = require("@alicloud/mts20140618");
const openapi = require("@alicloud/openapi-core");

const covers = JSON.parse(readFileSync(join(__dirname, "covers.json"), "utf8"));

class CoverProvider {
  async create(inputs) {
    await this.send(inputs);
    return { id: inputs.mediaId, outs: inputs };
  }

  async update(_id, _olds, news) {
    await this.send(news);
    return { outs: news };
  }

  async send({ endpoint, mediaId, coverURL }) {
    const config = new openapi.$OpenApiUtil.Config({
      endpoint,
      protocol: "HTTP",
      accessKeyId: "testid",
      accessKeySecret: "testsecret",
    });
    const client = new mts.default(config);
    await client.updateMediaCover(new mts.UpdateMediaCoverRequest({ mediaId, coverURL }));
  }
}

class Cover extends pulumi.dynamic.Resource {
  constructor(name, inputs) {
    super(new CoverProvider(), name, inputs);
  }
}

const endpoint = new URL(new pulumi.Config("mediacover").require("endpoint")).host;
for (const [mediaId, coverURL] of Object.entries(covers)) {
  new Cover(mediaId, { endpoint, mediaId, coverURL });
}
