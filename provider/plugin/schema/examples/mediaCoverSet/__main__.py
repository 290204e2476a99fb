import pulumi_mediacover as mediacover

manifest = mediacover.read_manifest(path="covers.yaml")
for name, arguments in manifest.sets.items():
    mediacover.MediaCoverSet(f"library-{name}",
        region=arguments.region,
        covers=arguments.covers,
        on_delete=arguments.on_delete)
