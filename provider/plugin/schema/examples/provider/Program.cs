using Pulumi;
using MediaCover = Pulumi.Mediacover;

return await Deployment.RunAsync(() =>
{
    var studio = new MediaCover.Provider("studio", new()
    {
        Profile = "studio",
        Region = "ap-southeast-1",
    });
    var trailer = new MediaCover.MediaCover("trailer", new()
    {
        MediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001",
        CoverUrl = "http://covers.oss-ap-southeast-1.aliyuncs.com/trailer.jpg",
    }, new CustomResourceOptions { Provider = studio });
});
