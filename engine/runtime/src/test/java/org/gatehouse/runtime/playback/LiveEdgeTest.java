package org.gatehouse.runtime.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.Recordings;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who plays what is just being recorded asks for no list of segments while there is no new one. */
class LiveEdgeTest {
  @TempDir Path folder;

  private final FakeTicker ticker = new FakeTicker();
  private Recordings recordings;
  private Counting footage;
  private FootageCursor cursor;

  @BeforeEach
  void start() {
    recordings = new Recordings(folder, Units.STREAM);
    footage = new Counting(recordings.footage());
    cursor = new FootageCursor(footage, Units.STREAM, FakeTicker.START, ticker);
  }

  /** Pictures from one second to another, a key frame every second. */
  private static List<AccessUnit> units(int fromSecond, int toSecond) {
    List<AccessUnit> units = new ArrayList<>();
    for (int i = 25 * fromSecond; i < 25 * toSecond; i++) {
      units.add(Units.unit(Units.PARAMETERS, i, i * 3600L, i % 25 == 0, 100));
    }
    return units;
  }

  /** Plays all there is; returns how many fragments that were. */
  private int play() throws IOException {
    int pieces = 0;
    while (cursor.next() instanceof Step.Piece) {
      pieces++;
    }
    return pieces;
  }

  @Test
  void next_atTheEndOfAGrowingSegment_listsNothing() throws IOException {
    Recordings.Open open = recordings.open(units(0, 1).getFirst(), List.of());
    open.add(units(0, 2));
    assertThat(play()).isEqualTo(2);
    play();
    int before = footage.lists;

    for (int second = 2; second < 60; second++) {
      ticker.advance(Duration.ofSeconds(1));
      open.add(units(second, second + 1));
      assertThat(play()).isEqualTo(1);
      assertThat(play()).isZero();
    }
    assertThat(footage.lists).isEqualTo(before);
    open.close();
  }

  @Test
  void next_segmentBegunWithoutAFragmentYet_isFoundWhenItHasOne() throws IOException {
    recordings.write(units(0, 10));
    assertThat(play()).isEqualTo(10);
    int before = footage.lists;
    play();
    assertThat(footage.lists).as("nothing came").isEqualTo(before);

    Recordings.Open next = recordings.open(units(10, 11).getFirst(), List.of());
    assertThat(play()).isZero();
    next.add(units(10, 12));
    assertThat(play()).isEqualTo(2);
    next.close();
  }

  /** Counts how often segments are listed. */
  private static final class Counting implements Footage {
    private final Footage all;
    private int lists;

    Counting(Footage all) {
      this.all = all;
    }

    @Override
    public List<SegmentInfo> segments(StreamId stream, Instant from, Instant to)
        throws IOException {
      lists++;
      return all.segments(stream, from, to);
    }

    @Override
    public long revision(StreamId stream) {
      return all.revision(stream);
    }

    @Override
    public List<Gap> gaps(StreamId stream, Instant from, Instant to) throws IOException {
      lists++;
      return all.gaps(stream, from, to);
    }

    @Override
    public SortedSet<LocalDate> days(StreamId stream) throws IOException {
      lists++;
      return all.days(stream);
    }

    @Override
    public Path path(StreamId stream, String file) throws IOException {
      return all.path(stream, file);
    }
  }
}
