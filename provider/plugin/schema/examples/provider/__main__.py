import pulumi
import pulumi_mediacover as mediacover

studio = mediacover.Provider("studio", profile="studio", region="ap-southeast-1")
trailer = mediacover.MediaCover("trailer",
    media_id="6cc3aa66d1cb4bb2adf14e726c0a0001",
    cover_url="http://covers.oss-ap-southeast-1.aliyuncs.com/trailer.jpg",
    opts=pulumi.ResourceOptions(provider=studio))
