package org.gatehouse.runtime.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.Recordings;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Playing of segments in a folder, on simulated time: 25 pictures a second, a key every two. */
class PlaybackTest {
  private static final Instant START = FakeTicker.START;

  /** Where the players' time lines begin. */
  private static final Instant BASE = START.minusSeconds(3600);

  @TempDir Path folder;
  private final FakeTicker ticker = new FakeTicker();
  private final Player player = new Player();
  private Recordings recordings;
  private Playback playback;

  @BeforeEach
  void start() {
    recordings = new Recordings(folder, Units.STREAM);
    playback =
        new Playback(
            recordings.footage(), new Playback.Subject(Units.STREAM, BASE, true), ticker, player);
    ticker.advance(Duration.ofDays(1));
  }

  private static List<AccessUnit> units(double fromSecond, double seconds) {
    return units(Units.PARAMETERS, fromSecond, seconds);
  }

  private static List<AccessUnit> units(ParameterSets sets, double fromSecond, double seconds) {
    List<AccessUnit> units = new ArrayList<>();
    int first = (int) (fromSecond * 25);
    for (int i = 0; i < seconds * 25; i++) {
      units.add(Units.unit(sets, first + i, (first + i) * 3600L, i % 50 == 0, 100 + i % 7));
    }
    return units;
  }

  private static Instant at(double second) {
    return START.plusMillis(Math.round(second * 1000));
  }

  private void play(double second) {
    playback.play(at(second), false);
    player.turn(playback);
  }

  /** Lets the player play all there is, and says so as it goes. */
  private void playOut(double fromSecond, double toSecond) {
    for (double second = fromSecond; second <= toSecond; second++) {
      playback.position(at(second));
      player.turn(playback);
    }
  }

  @Test
  void play_fromTheMiddle_beginsAtTheKeyFrameBefore() throws IOException {
    recordings.write(units(0, 20));
    play(5.3);

    assertThat(player.mimes).containsExactly("video/mp4; codecs=\"avc1.64000c\" 320x180");
    Player.Media first = player.pictures().getFirst();
    assertThat(first.key()).isTrue();
    assertThat(first.time()).isEqualTo(at(4));
    assertThat(first.start()).isEqualTo((3600 + 4) * 90_000L);
  }

  @Test
  void play_nobodySaysHowFar_staysTenSecondsAhead() throws IOException {
    recordings.write(units(0, 40));
    play(5);
    assertThat(player.pictures().getLast().time()).isEqualTo(at(14));
    playback.position(at(7.5));
    player.turn(playback);
    assertThat(player.pictures().getLast().time()).isEqualTo(at(17));
  }

  @Test
  void play_connectionFull_sendsNothingUntilItIsNot() throws IOException {
    recordings.write(units(0, 20));
    player.full = true;
    play(0);
    assertThat(player.media).isEmpty();
    player.full = false;
    player.turn(playback);
    assertThat(player.pictures()).hasSize(10);
  }

  @Test
  void play_overSegments_isOneTimeLineWithoutHoleOrOverlap() throws IOException {
    recordings.write(units(0, 10));
    recordings.write(shifted(units(10, 10), 30));
    recordings.write(shifted(units(20, 10), -35));
    play(0);
    playOut(1, 31);

    long next = 3600 * 90_000L;
    for (Player.Media piece : player.pictures()) {
      assertThat(piece.start()).isEqualTo(next);
      next += piece.duration();
    }
    assertThat(next).isEqualTo((3600 + 30) * 90_000L - 35 * 90);
    assertThat(player.pictures()).filteredOn(Player.Media::jump).hasSize(1);
    assertThat(player.mimes).hasSize(1);
    assertThat(player.gaps).isEmpty();
    assertThat(player.ends).containsExactly(at(30).minusMillis(35));
  }

  /** The same units as the server's clock saw them a little late or early. */
  private static List<AccessUnit> shifted(List<AccessUnit> units, int millis) {
    return units.stream()
        .map(
            unit ->
                new AccessUnit(
                    unit.parameters(),
                    unit.epochMicros() + millis * 1000L,
                    unit.ticks(),
                    unit.randomAccess(),
                    0,
                    unit.payload().copy()))
        .toList();
  }

  @Test
  void play_overAGap_tellsItWithItsCauseAndGoesOnAtOnce() throws IOException {
    recordings.write(units(0, 6));
    recordings.write(units(600, 6), new Gap(at(6), at(600), GapCause.STALLED, false));
    play(0);

    assertThat(player.gaps)
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.from()).isEqualTo(at(6));
              assertThat(gap.to()).isEqualTo(at(600));
            });
    Player.Media after = player.pictures().get(6);
    assertThat(after.time()).isEqualTo(at(600));
    assertThat(after.jump()).isTrue();
    assertThat(after.start()).isEqualTo((3600 + 600) * 90_000L);
    // Ten seconds of video, not of time.
    assertThat(player.pictures()).hasSize(10);
  }

  @Test
  void play_fromWithinAGap_tellsItAndBeginsAfterIt() throws IOException {
    recordings.write(units(0, 6));
    recordings.write(units(50_000, 6));
    play(50);
    assertThat(player.gaps).extracting(Gap::from).containsExactly(at(50));
    assertThat(player.pictures().getFirst().time()).isEqualTo(at(50_000));
  }

  @Test
  void play_segmentDeletedMeanwhile_isAGapThatSaysSo() throws IOException {
    recordings.write(units(0, 12));
    Recordings.Open second = recordings.write(units(12, 12));
    recordings.write(units(24, 12));
    play(0);
    second.delete();
    playOut(1, 30);

    assertThat(player.gaps).containsExactly(new Gap(at(12), at(24), GapCause.DELETED, false));
    assertThat(player.pictures()).hasSize(24);
    assertThat(player.pictures().get(12).jump()).isTrue();
  }

  @Test
  void play_openFileDeletedMeanwhile_isPlayedToItsEnd() throws IOException {
    Recordings.Open only = recordings.write(units(0, 30));
    play(0);
    only.delete();
    playOut(1, 30);
    assertThat(player.pictures()).hasSize(30);
    assertThat(player.ends).hasSize(1);
  }

  @Test
  void play_segmentStillWritten_goesOnAsItGrowsAndIntoTheNext() throws IOException {
    ticker.advance(Duration.ofDays(-1).plusSeconds(4));
    Recordings.Open open = recordings.open(units(0, 1).getFirst(), List.of());
    open.add(units(0, 4));
    play(2);
    assertThat(player.pictures()).hasSize(2);
    assertThat(player.ends).isEmpty();

    open.add(units(4, 2));
    ticker.advance(Duration.ofSeconds(2));
    player.turn(playback);
    assertThat(player.pictures()).hasSize(4);

    open.close();
    recordings.write(units(6, 2));
    player.turn(playback);
    assertThat(player.pictures()).hasSize(6);
    assertThat(player.gaps).isEmpty();
    assertThat(player.ends).isEmpty();

    ticker.advance(Duration.ofSeconds(20));
    player.turn(playback);
    assertThat(player.ends).containsExactly(at(8));
  }

  @Test
  void play_cutInTheMiddleOfAFragment_playsWhatIsWhole() throws IOException {
    Recordings.Open open = recordings.write(units(0, 6));
    byte[] bytes = Files.readAllBytes(open.path());
    Files.write(open.path(), Arrays.copyOf(bytes, bytes.length - 40));
    play(0);
    assertThat(player.pictures()).hasSize(5);
    assertThat(player.errors).isEmpty();
  }

  @Test
  void play_keysOnly_sendsEachKeyPictureForAsLongAsItsGroup() throws IOException {
    recordings.write(units(0, 40));
    recordings.write(units(40, 20));
    playback.play(at(3), true);
    player.turn(playback);
    playOut(4, 61);

    assertThat(player.pictures()).hasSize(29).allMatch(Player.Media::key);
    assertThat(player.pictures()).allMatch(piece -> piece.duration() == 180_000);
    assertThat(player.pictures().getFirst().time()).isEqualTo(at(2));
    assertThat(player.pictures().getLast().start()).isEqualTo((3600 + 58) * 90_000L);
    assertThat(player.mimes).hasSize(1);
    assertThat(player.ends).containsExactly(at(60));
  }

  @Test
  void play_keysOnly_staysThirtySecondsAhead() throws IOException {
    recordings.write(units(0, 60));
    playback.play(at(10), true);
    player.turn(playback);
    assertThat(player.pictures().getLast().time()).isBetween(at(38), at(42));
  }

  @Test
  void play_formatChanges_sendsAnotherInitialisation() throws IOException {
    recordings.write(units(0, 4));
    recordings.write(units(Units.OTHER, 4, 4));
    play(0);
    assertThat(player.mimes).hasSize(2);
    assertThat(player.media).extracting(Player.Media::init).startsWith(true);
    assertThat(player.media.get(5).init()).isTrue();
    assertThat(player.media.get(6).start()).isEqualTo((3600 + 4) * 90_000L);
  }

  @Test
  void play_clockWasSetBack_leavesOutWhatWasTold() throws IOException {
    recordings.write(units(0, 20));
    recordings.write(units(15, 20));
    play(0);
    playOut(1, 36);
    assertThat(player.pictures()).extracting(Player.Media::time).isSorted().doesNotHaveDuplicates();
    assertThat(player.ends).containsExactly(at(35));
  }

  @Test
  void play_again_leavesWhatItPlayedBefore() throws IOException {
    recordings.write(units(0, 30));
    play(0);
    int before = player.pictures().size();
    play(20);
    assertThat(player.pictures().get(before).time()).isEqualTo(at(20));
    assertThat(player.mimes).hasSize(2);
    playback.stop();
    playback.position(at(29));
    player.turn(playback);
    assertThat(player.pictures()).hasSize(before + 10);
  }

  @Test
  void play_afterAllThatIsRecorded_endsAtOnce() {
    play(0);
    assertThat(player.ends).containsExactly(at(0));
    assertThat(player.media).isEmpty();
  }

  @Test
  void play_baseAfterTheKeyFrame_saysWhatToDo() throws IOException {
    recordings.write(units(0, 6));
    Playback late =
        new Playback(
            recordings.footage(), new Playback.Subject(Units.STREAM, at(1), true), ticker, player);
    late.play(at(1), false);
    player.turn(late);
    assertThat(player.errors).singleElement().asString().contains("choose one some minutes before");
  }

  @Test
  void close_whileItWaits_ends() throws Exception {
    recordings.write(units(0, 6));
    Thread thread = Thread.ofVirtual().start(playback);
    playback.play(at(0), false);
    playback.close();
    assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
  }
}
