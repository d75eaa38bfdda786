package org.gatehouse.runtime.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.storage.filesystem.SegmentFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinedVolumesTest {
  private static final StreamId GATE = StreamId.main(new CameraId("gate"));
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;

  private JoinedVolumes both;
  private SegmentKey first;
  private SegmentKey second;
  private String secondFile;

  @BeforeEach
  void create() throws IOException {
    SegmentFiles one = new SegmentFiles(folder.resolve("one"));
    SegmentFiles two = new SegmentFiles(folder.resolve("two"));
    both = new JoinedVolumes(List.of(one, two));
    try (var file = one.create(GATE, NOON);
        var other = two.create(GATE, NOON.plusSeconds(86_400))) {
      first = file.key();
      second = other.key();
      secondFile = other.path().getFileName().toString();
    }
  }

  @Test
  void scan_andDays_seeBothVolumes() throws IOException {
    List<SegmentKey> seen = new ArrayList<>();
    both.scan((key, bytes) -> seen.add(key));
    assertThat(seen).containsExactlyInAnyOrder(first, second);
    assertThat(both.days(GATE)).hasSize(2);
  }

  @Test
  void delete_goesToTheVolumeThatHasIt() throws IOException {
    assertThat(both.delete(second)).isTrue();
    assertThat(both.delete(second)).isFalse();
    assertThat(both.days(GATE)).hasSize(1);
  }

  @Test
  void path_isFoundOnAnyVolume() throws IOException {
    assertThat(both.path(GATE.camera(), secondFile)).exists();
    both.delete(second);
    assertThatThrownBy(() -> both.path(GATE.camera(), secondFile))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void create_isRefused() {
    assertThatThrownBy(() -> both.create(GATE, NOON))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
