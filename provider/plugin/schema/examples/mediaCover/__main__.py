import pulumi_mediacover as mediacover

trailer = mediacover.MediaCover("trailer",
    media_id="6cc3aa66d1cb4bb2adf14e726c0a0001",
    cover_url="http://covers.oss-cn-hangzhou.aliyuncs.com/trailer.jpg")
