package generated_program;

import com.pulumi.Pulumi;
import com.pulumi.mediacover.MediaCover;
import com.pulumi.mediacover.MediaCoverArgs;
import com.pulumi.mediacover.Provider;
import com.pulumi.mediacover.ProviderArgs;
import com.pulumi.resources.CustomResourceOptions;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var studio = new Provider("studio", ProviderArgs.builder()
                .profile("studio")
                .region("ap-southeast-1")
                .build());
            var trailer = new MediaCover("trailer", MediaCoverArgs.builder()
                .mediaId("6cc3aa66d1cb4bb2adf14e726c0a0001")
                .coverUrl("http://covers.oss-ap-southeast-1.aliyuncs.com/trailer.jpg")
                .build(), CustomResourceOptions.builder().provider(studio).build());
        });
    }
}
