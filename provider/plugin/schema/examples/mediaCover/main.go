package main

import (
	"example.com/pulumi-mediacover/sdk/go/mediacover"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		_, err := mediacover.NewMediaCover(ctx, "trailer", &mediacover.MediaCoverArgs{
			MediaId:  pulumi.String("6cc3aa66d1cb4bb2adf14e726c0a0001"),
			CoverUrl: pulumi.String("http://covers.oss-cn-hangzhou.aliyuncs.com/trailer.jpg"),
		})
		return err
	})
}
