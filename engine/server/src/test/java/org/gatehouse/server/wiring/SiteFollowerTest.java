package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.config.CameraConfig;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One look after the other, as often as the test wants; no time passes. */
class SiteFollowerTest {
  private static final int LOOKS_A_MINUTE = 60;

  private final List<List<CameraConfig>> told = new ArrayList<>();
  @TempDir private Path folder;
  private Path file = Path.of("");
  private @Nullable SiteFollower made;

  @BeforeEach
  void make() throws IOException {
    file = folder.resolve("site.yaml");
    secret(folder.resolve("elsewhere.txt"), "first");
    site("gate");
    made = new SiteFollower(file, new SiteFile(), new SiteFile().read(file), told::add);
    look(1);
    assertThat(told).isEmpty();
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      Objects.requireNonNull(made).look();
    }
  }

  private static void secret(Path path, String value) throws IOException {
    Files.writeString(path, value);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
  }

  private void site(String... ids) throws IOException {
    StringBuilder text = new StringBuilder("site: north\ndata: ./data\ncameras:\n");
    for (String id : ids) {
      text.append("  - { id: ").append(id).append(", url: 'rtsp://h/', username: u,");
      text.append(" password: 'file:elsewhere.txt' }\n");
    }
    Files.writeString(file, text);
  }

  @Test
  void look_siteChanged_isToldOnce() throws IOException {
    site("gate", "yard");
    look(3);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst()).hasSize(2);
  }

  @Test
  void look_secretElsewhereChanged_isToldWithinAMinuteOfLooks() throws IOException {
    secret(folder.resolve("elsewhere.txt"), "other");
    look(LOOKS_A_MINUTE - 1);
    assertThat(told).isEmpty();
    look(1);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().getFirst().password()).isEqualTo(Secret.of("other"));
    look(10 * LOOKS_A_MINUTE);
    assertThat(told).hasSize(1);
  }

  @Test
  void look_zonesDrawn_areToldWithTheirCamera() throws IOException {
    Path zones = Files.createDirectories(folder.resolve("site.d/zones"));
    Files.writeString(zones.resolve("gate.yaml"), "version: 1\nmask-areas: ['0,0 1,0 1,1']\n");
    look(3);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().getFirst().maskAreas()).hasSize(1);
    Files.writeString(zones.resolve("gate.yaml"), "version: 2\n");
    look(3);
    assertThat(told).hasSize(2);
    assertThat(told.getLast().getFirst().maskAreas()).isEmpty();
  }

  @Test
  void look_siteBroken_isFollowedOnlyOnceItIsMended() throws IOException {
    Files.writeString(file, "site: north\ncamras: []\n");
    look(2 * LOOKS_A_MINUTE);
    assertThat(told).isEmpty();
    site("yard");
    look(1);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().getFirst().id().value()).isEqualTo("yard");
  }
}
