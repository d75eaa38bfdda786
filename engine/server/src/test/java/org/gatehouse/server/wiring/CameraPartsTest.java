package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamWriter;
import org.gatehouse.contract.vision.MaskedStream;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.StreamMasker;
import org.gatehouse.server.config.CameraConfig;
import org.gatehouse.server.config.SiteFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraPartsTest {
  @TempDir Path folder;

  /** Nothing is masked by the engine here. */
  private static final class NoMasker implements StreamMasker {
    @Override
    public MaskedStream open(StreamId stream, List<PictureArea> areas, StreamWriter covered) {
      throw new AssertionError("not asked for");
    }

    @Override
    public void close() {}
  }

  private CameraConfig camera(String more, String lane) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("site.yaml"),
            "site: a\ncameras: [ { id: gate, url: 'rtsp://h/'%s, analytics: { kind: vehicle%s } } ]\n"
                .formatted(more, lane));
    return new SiteFile().read(file).cameras().getFirst();
  }

  @Test
  void with_whatTheLaneIsAboutChanged_theLaneBeginsAnewOnTheSameRing() throws IOException {
    try (Rings rings = new Rings()) {
      CameraParts first = CameraParts.of(camera("", ""), rings, new NoMasker());
      CameraParts renamed = first.with(camera(", name: North", ""), rings);
      assertThat(renamed.lane()).isSameAs(first.lane());
      CameraParts zoned = renamed.with(camera("", ", zone: '0,0.2 1,0.2 1,1'"), rings);
      assertThat(zoned.lane()).isNotSameAs(first.lane());
      assertThat(zoned.ring()).isSameAs(first.ring());
      CameraParts masked = first.with(camera(", mask-areas: ['0,0 1,0 1,0.1']", ""), rings);
      assertThat(masked.lane()).isNotSameAs(first.lane());
      assertThat(masked.ring()).isSameAs(first.ring());
    }
  }
}
