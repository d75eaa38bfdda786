package org.gatehouse.runtime.footage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.SegmentInfo;
import org.junit.jupiter.api.Test;

class SegmentPagesTest {
  private static final StreamId STREAM = StreamId.main(new CameraId("gate"));
  private static final Instant FIRST = Instant.parse("2026-03-01T23:57:30Z");
  private static final int COUNT = 3000;

  private final MinutesOfFootage footage = new MinutesOfFootage();

  @Test
  void before_pageByPage_isEachSegmentOnceLatestFirst() throws IOException {
    List<SegmentInfo> read = new ArrayList<>();
    Instant before = Instant.MAX;
    List<SegmentInfo> page;
    do {
      page = SegmentPages.before(footage, STREAM, before, 70);
      read.addAll(page);
      before = page.isEmpty() ? before : page.getLast().start();
    } while (page.size() == 70);
    assertThat(read).isEqualTo(footage.all.reversed());
  }

  @Test
  void before_aPageOfTheLastDay_readsNoOther() throws IOException {
    assertThat(SegmentPages.before(footage, STREAM, Instant.MAX, 5)).hasSize(5);
    assertThat(footage.daysRead).isEqualTo(1);
  }

  @Test
  void before_earlierThanAnything_isEmpty() throws IOException {
    assertThat(SegmentPages.before(footage, STREAM, FIRST, 5)).isEmpty();
  }

  /** A segment a minute, over three midnights. */
  private static final class MinutesOfFootage implements Footage {
    private final List<SegmentInfo> all = new ArrayList<>();
    private int daysRead;

    MinutesOfFootage() {
      for (int i = 0; i < COUNT; i++) {
        Instant start = FIRST.plusSeconds(60L * i);
        all.add(new SegmentInfo(STREAM, i + ".mp4", start, 60_000_000, 1000, List.of()));
      }
    }

    @Override
    public List<SegmentInfo> segments(StreamId stream, Instant from, Instant to) {
      daysRead++;
      return all.stream()
          .filter(one -> one.start().plusSeconds(60).isAfter(from) && !one.start().isAfter(to))
          .toList();
    }

    @Override
    public SortedSet<LocalDate> days(StreamId stream) {
      return all.stream()
          .map(one -> LocalDate.ofInstant(one.start(), ZoneOffset.UTC))
          .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public long revision(StreamId stream) {
      return 0;
    }

    @Override
    public List<Gap> gaps(StreamId stream, Instant from, Instant to) {
      return List.of();
    }

    @Override
    public Path path(StreamId stream, String file) {
      return Path.of(file);
    }
  }
}
