package main

import (
	"example.com/pulumi-mediacover/sdk/go/mediacover"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		video, err := mediacover.GetMedia(ctx, &mediacover.GetMediaArgs{
			FileUrl: pulumi.StringRef("oss://videos/trailer.mp4"),
		})
		if err != nil {
			return err
		}
		ctx.Export("mediaId", pulumi.String(video.MediaId))
		ctx.Export("title", pulumi.String(video.Title))
		return nil
	})
}
