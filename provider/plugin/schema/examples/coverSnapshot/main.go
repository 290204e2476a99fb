package main

import (
	"example.com/pulumi-mediacover/sdk/go/mediacover"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		mediaId := pulumi.String("6cc3aa66d1cb4bb2adf14e726c0a0001")
		frame, err := mediacover.NewCoverSnapshot(ctx, "keynote", &mediacover.CoverSnapshotArgs{
			MediaId: mediaId,
			Time:    pulumi.String("1m12.5s"),
			Bucket:  pulumi.String("covers"),
		})
		if err != nil {
			return err
		}
		_, err = mediacover.NewMediaCover(ctx, "keynote", &mediacover.MediaCoverArgs{
			MediaId:  mediaId,
			CoverUrl: frame.CoverUrl,
		})
		return err
	})
}
