package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.Recorder;
import org.gatehouse.camera.notice.Notices;
import org.gatehouse.camera.simulator.CameraScript;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.camera.simulator.SoundTrack;
import org.gatehouse.camera.simulator.Track;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.CameraSession;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.VideoCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Video, sound and metadata of one camera in one session, over each transport. */
@Isolated("it watches all logs")
class WholeSessionTest {
  private static final String GROUP = "239.255.77.77";
  private static final int WANTED = CodedMedia.PICTURES + CodedMedia.KEY_INTERVAL;

  private final RtspCameraAdapter adapter = new RtspCameraAdapter();
  private final Peers peers = new Peers();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private Level level;
  private SimulatedCameras cameras;
  private @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    cameras = Fixtures.cameras();
    level = root.getLevel();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
  }

  @AfterEach
  void stop() throws InterruptedException {
    adapter.close();
    cameras.close();
    peers.close();
    root.setLevel(level);
    root.detachAppender(log);
  }

  static Stream<Arguments> sessions() {
    return Stream.of(Transport.TCP, Transport.UDP, Transport.MULTICAST)
        .flatMap(
            transport ->
                Stream.of(
                    Arguments.of(VideoCodec.H264, AudioCodec.PCMU, transport),
                    Arguments.of(VideoCodec.H264, AudioCodec.PCMA, transport),
                    Arguments.of(VideoCodec.H265, AudioCodec.AAC, transport),
                    Arguments.of(VideoCodec.MJPEG, AudioCodec.OPUS, transport)));
  }

  private static String motion(boolean active) {
    return Notices.message(Notices.MOTION, "Rule", "Gate", "IsMotion", Boolean.toString(active));
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void open_videoSoundAndMetadata_allOfItArrivesAndNothingMore(
      VideoCodec videoCodec, AudioCodec audioCodec, Transport transport) throws Exception {
    CodedMedia media = new CodedMedia(peers, folder);
    VideoTrack video = media.video(videoCodec, "320x240");
    SoundTrack sound = media.sound(audioCodec);
    URI url =
        cameras.add(
            "/gate",
            CameraScript.of(video, Playback.LOOP)
                .with(sound)
                .with(
                    CodedMedia.metadata(
                        Notices.withScene(motion(true)), Notices.withScene(motion(false))))
                .withGroup(new InetSocketAddress(GROUP, Peers.freePort())));
    CameraSpec plain = Fixtures.spec(url);
    Recorder recorder = new Recorder(WANTED);
    CameraSession session =
        adapter.open(
            new CameraSpec(plain.stream(), url, null, null, transport, true, Set.of()), recorder);
    recorder.awaitUnits();
    session.close();
    recorder.awaitClosed();
    assertThat(adapter.memory().worked(url)).isEqualTo(LowerTransport.valueOf(transport.name()));
    expectPictures(video, recorder.units(), transport);
    expectSound(sound, recorder.sound(), transport);
    expectNoticesAlone(recorder);
  }

  /**
   * A group may be joined after the first packets went to it.
   *
   * @return which of the samples came first
   */
  private static int first(Track sent, Transport transport, Predicate<Sample> isFirst) {
    List<Sample> samples = sent.samples();
    int first = 0;
    while (first < samples.size() && !isFirst.test(samples.get(first))) {
      first++;
    }
    assertThat(first).isLessThan(transport == Transport.MULTICAST ? samples.size() : 1);
    return first;
  }

  private static void expectPictures(VideoTrack sent, List<AccessUnit> units, Transport transport) {
    boolean jpegs = sent.parameters().codec() == VideoCodec.MJPEG;
    int first = first(sent, transport, s -> same(jpegs, s, units.getFirst()));
    for (int i = 0; i < units.size(); i++) {
      AccessUnit unit = units.get(i);
      Sample sample = sent.samples().get((first + i) % sent.samples().size());
      assertThat(same(jpegs, sample, unit)).as("picture %d", i).isTrue();
      assertThat(unit.parameters()).isEqualTo(sent.parameters());
      assertThat(unit.randomAccess()).isEqualTo(sample.key());
      assertThat(unit.lostPackets()).isZero();
      assertThat(unit.ticks() - units.getFirst().ticks()).isEqualTo(i * (long) CodedMedia.TICKS);
    }
  }

  /** The headers of a JPEG file are made anew at the other end. */
  private static boolean same(boolean jpegs, Sample sample, AccessUnit unit) {
    byte[] came = unit.payload().copy();
    return jpegs
        ? Arrays.equals(pixels(came), pixels(sample.data()))
        : Arrays.equals(came, sample.data());
  }

  private static int[] pixels(byte[] jpeg) {
    try {
      BufferedImage image = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(jpeg)));
      int width = image.getWidth();
      return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void expectSound(SoundTrack sent, List<AudioFrame> frames, Transport transport) {
    int count = sent.samples().size();
    byte[] start = frames.getFirst().payload();
    int first = first(sent, transport, s -> Arrays.equals(start, s.data()));
    assertThat(frames).hasSizeGreaterThan(count);
    for (int i = 0; i < frames.size(); i++) {
      AudioFrame frame = frames.get(i);
      Sample sample = sent.samples().get((first + i) % count);
      assertThat(frame.format()).isEqualTo(sent.format());
      assertThat(frame.payload()).as("piece of sound %d", i).isEqualTo(sample.data());
      if (first + i < count) {
        assertThat(frame.ticks() - frames.getFirst().ticks())
            .isEqualTo(sample.ticks() - sent.samples().get(first).ticks());
      }
    }
  }

  private void expectNoticesAlone(Recorder recorder) {
    List<CameraNotice> notices = recorder.notices();
    assertThat(notices).hasSizeGreaterThan(2);
    for (int i = 0; i < notices.size(); i++) {
      assertThat(notices.get(i).topic()).isEqualTo(CameraNotice.Topic.MOTION);
      assertThat(notices.get(i).source()).isEqualTo("Gate");
      boolean sameAsFirst = notices.get(i).active() == notices.getFirst().active();
      assertThat(sameAsFirst).isEqualTo(i % 2 == 0);
    }
    String told = notices + log.list.toString() + recorder.fault();
    assertThat(told).doesNotContain(Notices.SCENE_WORDS);
  }
}
