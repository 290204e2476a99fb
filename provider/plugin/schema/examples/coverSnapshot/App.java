package generated_program;

import com.pulumi.Pulumi;
import com.pulumi.mediacover.CoverSnapshot;
import com.pulumi.mediacover.CoverSnapshotArgs;
import com.pulumi.mediacover.MediaCover;
import com.pulumi.mediacover.MediaCoverArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
            var frame = new CoverSnapshot("keynote", CoverSnapshotArgs.builder()
                .mediaId(mediaId)
                .time("1m12.5s")
                .bucket("covers")
                .build());
            var keynote = new MediaCover("keynote", MediaCoverArgs.builder()
                .mediaId(mediaId)
                .coverUrl(frame.coverUrl())
                .build());
        });
    }
}
