import * as mediacover from "pulumi-mediacover/plugin";

mediacover.manifestCovers("library", "covers.yaml", { as: "set" });
