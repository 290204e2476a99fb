using System.Collections.Generic;
using Pulumi;
using MediaCover = Pulumi.Mediacover;

return await Deployment.RunAsync(() =>
{
    var mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
    var frame = new MediaCover.CoverSnapshot("keynote", new()
    {
        MediaId = mediaId,
        Time = "1m12.5s",
        Bucket = "covers",
    });
    var keynote = new MediaCover.MediaCover("keynote", new()
    {
        MediaId = mediaId,
        CoverUrl = frame.CoverUrl,
    });
});
