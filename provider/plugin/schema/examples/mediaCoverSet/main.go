package main

import (
	"example.com/pulumi-mediacover/sdk/go/mediacover"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		manifest, err := mediacover.ReadManifest(ctx, &mediacover.ReadManifestArgs{Path: "covers.yaml"})
		if err != nil {
			return err
		}
		for name, set := range manifest.Sets {
			_, err := mediacover.NewMediaCoverSet(ctx, "library-"+name, &mediacover.MediaCoverSetArgs{
				Region:   pulumi.String(set.Region),
				Covers:   pulumi.ToStringMap(set.Covers),
				OnDelete: pulumi.String(set.OnDelete),
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
