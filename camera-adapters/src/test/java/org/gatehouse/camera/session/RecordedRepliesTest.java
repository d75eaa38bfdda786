package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.camera.SharedData;
import org.gatehouse.camera.rtp.h264.H264Depacketizer;
import org.gatehouse.camera.rtp.h264.ParameterTracker;
import org.gatehouse.camera.rtp.h265.H265Parameters;
import org.gatehouse.camera.rtsp.RtspFormatException;
import org.gatehouse.camera.rtsp.RtspMessage;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.camera.rtsp.RtspStreamParser;
import org.gatehouse.camera.rtsp.auth.Challenge;
import org.gatehouse.camera.sdp.Encoding;
import org.gatehouse.camera.sdp.MediaChoice;
import org.gatehouse.camera.sdp.MediaSection;
import org.gatehouse.camera.sdp.SessionDescription;
import org.gatehouse.contract.media.StreamMemory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Replies of real cameras, where the evaluation data is there. */
class RecordedRepliesTest {
  private static List<Path> files(String ending) throws IOException {
    Path folder = SharedData.folder().resolve("captures/rtsp-replies");
    assumeTrue(Files.isDirectory(folder), "skipped: no recorded replies in " + folder);
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** The reply in a file, or null if it is not one. */
  private static @Nullable RtspResponse read(Path file) throws IOException, RtspFormatException {
    List<RtspMessage> found = new ArrayList<>();
    ByteBuf in = Unpooled.buffer();
    in.writeBytes(Files.readAllBytes(file));
    in.writeCharSequence("\r\n\r\n", StandardCharsets.US_ASCII);
    new RtspStreamParser()
        .parse(
            in,
            new RtspStreamParser.Sink() {
              @Override
              public void interleaved(int channel, ByteBuf data, int index, int length) {}

              @Override
              public void message(RtspMessage message) {
                found.add(message);
              }
            });
    in.release();
    return !found.isEmpty() && found.getFirst() instanceof RtspResponse r ? r : null;
  }

  @Test
  void describe_ofEveryCamera_leadsToSetupOfItsVideo() throws IOException, RtspFormatException {
    for (Path file : described()) {
      RtspResponse response = read(file);
      assertThat(response).as(file.toString()).isNotNull();
      if (response != null) {
        expectSetup(file, new DescribeStep("rtsp://cam/s", "", true).answered(response));
      }
    }
  }

  /** Some names say after the step what is special. */
  private static List<Path> described() throws IOException {
    return files(".txt").stream().filter(f -> f.toString().contains("_describe")).toList();
  }

  private static void expectSetup(Path file, Step.Outcome outcome) {
    if (outcome instanceof Step.Outcome.Next next) {
      assertThat(next.step().url()).as(file.toString()).startsWith("rtsp://");
    } else {
      throw new AssertionError(file + " leads to " + outcome);
    }
  }

  @Test
  void setup_ofEveryCamera_leadsToPlayIfItFitsWhatWasAskedFor()
      throws IOException, RtspFormatException {
    for (Path file : files(".txt")) {
      String name = String.valueOf(file.getFileName());
      RtspResponse response = name.contains("_setup") ? read(file) : null;
      if (response != null) {
        String transport = String.join(" ", response.headers().all("Transport"));
        boolean overUdp = transport.contains("client_port");
        Class<?> fits = Step.Outcome.Next.class;
        Class<?> other = Step.Outcome.OtherTransport.class;
        assertThat(setup(new TransportAsk.Interleaved(0)).answered(response))
            .as(name)
            .isInstanceOf(overUdp ? other : fits);
        assertThat(setup(new TransportAsk.Unicast(5000)).answered(response))
            .as(name)
            .isInstanceOf(overUdp ? fits : other);
      }
    }
  }

  /** RTP-Info is broken in some, and one tells what is no number (rtptime=-1). */
  @Test
  void play_ofEveryCamera_starts() throws IOException, RtspFormatException {
    Playing playing = new Playing("rtsp://cam/s", 60, "");
    List<Path> replies = new ArrayList<>(files("_play.txt"));
    replies.addAll(files("bad_rtptime.txt"));
    for (Path file : replies) {
      RtspResponse response = read(file);
      assertThat(response).as(file.toString()).isNotNull();
      if (response != null) {
        assertThat(new PlayStep(List.of(), playing).answered(response))
            .as(file.toString())
            .isEqualTo(new Step.Outcome.Started(playing));
      }
    }
  }

  @Test
  void options_ofACamera_tellsItsMethods() throws IOException, RtspFormatException {
    for (Path file : files("_options.txt")) {
      RtspResponse response = read(file);
      assertThat(response).as(file.toString()).isNotNull();
      if (response != null) {
        Step.Outcome outcome = new OptionsStep("rtsp://cam/s", true).answered(response);
        assertThat(outcome.toString()).as(file.toString()).contains("GET_PARAMETER");
      }
    }
  }

  @Test
  void unauthorized_ofACamera_canBeAnswered() throws IOException, RtspFormatException {
    for (Path file : files("_unauthorized.txt")) {
      RtspResponse response = read(file);
      assertThat(response).as(file.toString()).isNotNull();
      if (response != null) {
        assertThat(response.status()).isEqualTo(401);
        List<Challenge> challenges = Challenge.parse(response.headers().all("WWW-Authenticate"));
        assertThat(challenges).as(file.toString()).isNotEmpty();
        assertThat(challenges.getFirst().parameter("nonce")).isNotEmpty();
      }
    }
  }

  /** Of the kinds above; and answers to TEARDOWN, at which nobody looks. */
  @Test
  void replies_ofEveryKind_areReplayed() throws IOException, RtspFormatException {
    for (Path file : files(".txt")) {
      String name = String.valueOf(file.getFileName());
      boolean known =
          name.matches(".*_(describe|setup|play|sdp|options|unauthorized|teardown)(_.*)?\\.txt")
              || name.equals("bad_rtptime.txt")
              || name.startsWith("LICENSE");
      assertThat(known).as(name).isTrue();
      if (name.contains("_teardown") || name.contains("_describe")) {
        assertThat(read(file)).as(name).isNotNull();
      }
    }
  }

  private static SetupStep setup(TransportAsk ask) {
    StreamPlan video =
        new StreamPlan(
            StreamKind.VIDEO,
            "rtsp://cam/s/1",
            96,
            90_000,
            output ->
                new H264Depacketizer(new ParameterTracker(), StreamMemory.heap(), output::picture));
    return SetupStep.first(new Presentation("rtsp://cam/s", "", List.of(video))).asking(ask);
  }

  @Test
  void sdp_ofEveryCamera_isReadAndItsParameterSetsToo() throws IOException {
    for (Path file : files("_sdp.txt")) {
      MediaSection video =
          MediaChoice.of(SessionDescription.parse(Files.readAllBytes(file))).video();
      assertThat(video).as(file.toString()).isNotNull();
      if (video != null && video.encoding() == Encoding.H264) {
        ParameterTracker tracker = new ParameterTracker();
        tracker.offerFromSdp(video.parameter("sprop-parameter-sets"));
        assertThat(tracker.current()).as(file.toString()).isNotNull();
      } else if (video != null) {
        H265Parameters parameters = new H265Parameters();
        parameters.offerFromSdp(
            video.parameter("sprop-vps"),
            video.parameter("sprop-sps"),
            video.parameter("sprop-pps"));
        assertThat(parameters.current()).as(file.toString()).isNotNull();
      }
    }
  }
}
