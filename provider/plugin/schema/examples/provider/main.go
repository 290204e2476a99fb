package main

import (
	"example.com/pulumi-mediacover/sdk/go/mediacover"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		studio, err := mediacover.NewProvider(ctx, "studio", &mediacover.ProviderArgs{
			Profile: pulumi.String("studio"),
			Region:  pulumi.String("ap-southeast-1"),
		})
		if err != nil {
			return err
		}
		_, err = mediacover.NewMediaCover(ctx, "trailer", &mediacover.MediaCoverArgs{
			MediaId:  pulumi.String("6cc3aa66d1cb4bb2adf14e726c0a0001"),
			CoverUrl: pulumi.String("http://covers.oss-ap-southeast-1.aliyuncs.com/trailer.jpg"),
		}, pulumi.Provider(studio))
		return err
	})
}
