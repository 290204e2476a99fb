using System.Collections.Generic;
using Pulumi;
using MediaCover = Pulumi.Mediacover;

return await Deployment.RunAsync(() =>
{
    var trailer = new MediaCover.MediaCover("trailer", new()
    {
        MediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001",
        CoverUrl = "http://covers.oss-cn-hangzhou.aliyuncs.com/trailer.jpg",
    });
});
