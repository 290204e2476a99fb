"""Covers of videos: a set for the library, and one cover of its own."""

import pulumi
import pulumi_mediacover as mediacover

library = mediacover.MediaCoverSet(
    "library",
    region="cn-hangzhou",
    covers={
        "6cc3aa66d1cb4bb2adf14e726c0a0001": "http://my-covers.oss-cn-hangzhou.aliyuncs.com/keynote.jpg",
        "6cc3aa66d1cb4bb2adf14e726c0a0002": "http://my-covers.oss-cn-hangzhou.aliyuncs.com/interview.jpg",
        "6cc3aa66d1cb4bb2adf14e726c0a0003": "http://my-covers.oss-cn-hangzhou.aliyuncs.com/webinar.jpg",
    },
)
trailer = mediacover.MediaCover(
    "trailer",
    media_id="6cc3aa66d1cb4bb2adf14e726c0a0004",
    region="cn-hangzhou",
    cover_url="http://my-covers.oss-cn-hangzhou.aliyuncs.com/trailer.jpg",
)
keynote = mediacover.get_media(media_id="6cc3aa66d1cb4bb2adf14e726c0a0001")

pulumi.export("covers", library.count)
pulumi.export("trailerTitle", trailer.title)
pulumi.export("keynoteTitle", keynote.title)
