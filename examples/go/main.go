// Covers of videos: a set for the library, and one cover of its own.
package main

import (
	"example.com/pulumi-mediacover/sdk/go/mediacover"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		library, err := mediacover.NewMediaCoverSet(ctx, "library", &mediacover.MediaCoverSetArgs{
			Region: pulumi.String("cn-hangzhou"),
			Covers: pulumi.StringMap{
				"6cc3aa66d1cb4bb2adf14e726c0a0001": pulumi.String("http://my-covers.oss-cn-hangzhou.aliyuncs.com/keynote.jpg"),
				"6cc3aa66d1cb4bb2adf14e726c0a0002": pulumi.String("http://my-covers.oss-cn-hangzhou.aliyuncs.com/interview.jpg"),
				"6cc3aa66d1cb4bb2adf14e726c0a0003": pulumi.String("http://my-covers.oss-cn-hangzhou.aliyuncs.com/webinar.jpg"),
			},
		})
		if err != nil {
			return err
		}
		trailer, err := mediacover.NewMediaCover(ctx, "trailer", &mediacover.MediaCoverArgs{
			MediaId:  pulumi.String("6cc3aa66d1cb4bb2adf14e726c0a0004"),
			Region:   pulumi.String("cn-hangzhou"),
			CoverUrl: pulumi.String("http://my-covers.oss-cn-hangzhou.aliyuncs.com/trailer.jpg"),
		})
		if err != nil {
			return err
		}
		mediaId := "6cc3aa66d1cb4bb2adf14e726c0a0001"
		keynote, err := mediacover.GetMedia(ctx, &mediacover.GetMediaArgs{MediaId: &mediaId})
		if err != nil {
			return err
		}
		ctx.Export("covers", library.Count)
		ctx.Export("trailerTitle", trailer.Title)
		ctx.Export("keynoteTitle", pulumi.String(keynote.Title))
		return nil
	})
}
