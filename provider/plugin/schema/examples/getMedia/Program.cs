using System.Collections.Generic;
using Pulumi;
using MediaCover = Pulumi.Mediacover;

return await Deployment.RunAsync(() =>
{
    var video = MediaCover.GetMedia.Invoke(new() { FileUrl = "oss://videos/trailer.mp4" });
    return new Dictionary<string, object?>
    {
        ["mediaId"] = video.Apply(result => result.MediaId),
        ["title"] = video.Apply(result => result.Title),
    };
});
