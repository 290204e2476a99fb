package generated_program;

import com.pulumi.Pulumi;
import com.pulumi.mediacover.MediaCover;
import com.pulumi.mediacover.MediaCoverArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var trailer = new MediaCover("trailer", MediaCoverArgs.builder()
                .mediaId("6cc3aa66d1cb4bb2adf14e726c0a0001")
                .coverUrl("http://covers.oss-cn-hangzhou.aliyuncs.com/trailer.jpg")
                .build());
        });
    }
}
