import * as mediacover from "pulumi-mediacover";

const library = mediacover.manifestCovers("library", "covers.yaml");

export const covers = library.count;
