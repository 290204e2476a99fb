import pulumi
import pulumi_mediacover as mediacover

video = mediacover.get_media(file_url="oss://videos/trailer.mp4")
pulumi.export("mediaId", video.media_id)
pulumi.export("title", video.title)
