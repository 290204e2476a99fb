package generated_program;

import com.pulumi.Pulumi;
import com.pulumi.mediacover.MediaCoverSet;
import com.pulumi.mediacover.MediaCoverSetArgs;
import com.pulumi.mediacover.MediacoverFunctions;
import com.pulumi.mediacover.inputs.ReadManifestArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var manifest = MediacoverFunctions.readManifest(ReadManifestArgs.builder()
                .path("covers.yaml")
                .build());
            var library = new MediaCoverSet("library", MediaCoverSetArgs.builder()
                .region("cn-hangzhou")
                .covers(manifest.applyValue(result -> result.sets().get("cn-hangzhou").covers()))
                .build());
        });
    }
}
