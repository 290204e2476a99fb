package generated_program;

import com.pulumi.Pulumi;
import com.pulumi.mediacover.MediacoverFunctions;
import com.pulumi.mediacover.inputs.GetMediaArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var video = MediacoverFunctions.getMedia(GetMediaArgs.builder()
                .fileUrl("oss://videos/trailer.mp4")
                .build());
            ctx.export("mediaId", video.applyValue(result -> result.mediaId()));
            ctx.export("title", video.applyValue(result -> result.title()));
        });
    }
}
