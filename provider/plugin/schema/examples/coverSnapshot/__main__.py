import pulumi_mediacover as mediacover

media_id = "6cc3aa66d1cb4bb2adf14e726c0a0001"
frame = mediacover.CoverSnapshot("keynote",
    media_id=media_id,
    time="1m12.5s",
    bucket="covers")
mediacover.MediaCover("keynote",
    media_id=media_id,
    cover_url=frame.cover_url)
