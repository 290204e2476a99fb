using System.Threading.Tasks;
using Pulumi;
using MediaCover = Pulumi.Mediacover;

return await Deployment.RunAsync(async () =>
{
    var manifest = await MediaCover.ReadManifest.InvokeAsync(new() { Path = "covers.yaml" });
    foreach (var (name, set) in manifest.Sets)
    {
        new MediaCover.MediaCoverSet($"library-{name}", new()
        {
            Region = set.Region,
            Covers = set.Covers,
            OnDelete = set.OnDelete,
        });
    }
});
