package org.gatehouse.bench.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gatehouse.bench.engine.SiteFile;

/** The site of an engine whose cameras are not there: all it has comes from the generator. */
final class DeliverySite {
  /** A port where nobody listens (RFC 863 reserves it for a service that answers nothing). */
  private static final String NOBODY = "rtsp://127.0.0.1:9/stream";

  private DeliverySite() {}

  /** Writes it. */
  static Path write(Path folder, DeliveryPlan plan, String address) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("site: bench\n");
    text.append("data: \"").append(folder.resolve("data")).append("\"\n");
    text.append("server: { bind: 127.0.0.1, port: 0 }\ncameras:\n");
    for (int i = 0; i < plan.cameras(); i++) {
      text.append(
          "  - { id: %s, name: %s, url: \"%s\", record: \"off\", analytics: { kind: vehicle, regions: [GENERIC] } }%n"
              .formatted(Submission.camera(i), Submission.camera(i), NOBODY));
    }
    text.append("destinations:\n  - ").append(destination(plan.sink(), address)).append('\n');
    return Files.writeString(folder.resolve("site.yaml"), text);
  }

  private static String destination(Sink sink, String address) {
    return switch (sink) {
      case WEBHOOK ->
          "{ type: webhook, name: bench, url: \"%s\", secret: \"env:%s\", inline-snapshots: false, private-targets: [127.0.0.1] }"
              .formatted(address, SiteFile.SECRET_VARIABLE);
      case MQTT -> "{ type: mqtt, name: bench, url: \"%s\" }".formatted(address);
      case KAFKA -> "{ type: kafka, name: bench, bootstrap: [\"%s\"] }".formatted(address);
    };
  }
}
