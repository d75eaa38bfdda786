package org.gatehouse.camera.rtp.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.camera.payload.Sender;
import org.gatehouse.camera.rtp.CodedAudio;
import org.gatehouse.contract.media.AudioCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketAudioTest {
  private final List<CodedAudio> audio = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 160, 161, 1000})
  void packet_g711OfAnyLength_isTold(int length) {
    Sender sender = new Sender(PacketAudio.g711(AudioCodec.PCMA, 8000, 1, audio::add));
    sender.send(1, false, new byte[length]);
    sender.send(2, false, new byte[0]);
    assertThat(audio).hasSize(1);
    assertThat(audio.getFirst().durationTicks()).isEqualTo(length);
    assertThat(audio.getFirst().format().codec()).isEqualTo(AudioCodec.PCMA);
  }

  @Test
  void packet_g711OfTwoChannels_countsBoth() {
    Sender sender = new Sender(PacketAudio.g711(AudioCodec.PCMU, 16_000, 2, audio::add));
    sender.send(1, false, new byte[320]);
    assertThat(audio.getFirst().durationTicks()).isEqualTo(160);
  }

  /** RFC 6716 §3.1: config in the upper five bits, then stereo, then the count code. */
  @ParameterizedTest
  @CsvSource({
    "0, 480",
    "1, 960",
    "2, 1920",
    "3, 2880",
    "11, 2880",
    "12, 480",
    "15, 960",
    "16, 120",
    "17, 240",
    "18, 480",
    "31, 960"
  })
  void packet_opusOfOneFrame_lastsWhatItsConfigSays(int config, int ticks) {
    Sender sender = new Sender(PacketAudio.opus(audio::add));
    sender.send(1, false, new byte[] {(byte) (config << 3), 1, 2});
    assertThat(audio.getFirst().durationTicks()).isEqualTo(ticks);
    assertThat(audio.getFirst().format().clockRate()).isEqualTo(48_000);
    assertThat(audio.getFirst().format().channels()).isEqualTo(2);
  }

  @Test
  void packet_opusOfSeveralFrames_addsThemUp() {
    Sender sender = new Sender(PacketAudio.opus(audio::add));
    sender.send(1, false, new byte[] {(byte) ((31 << 3) | 1), 1, 2});
    sender.send(2, false, new byte[] {(byte) ((31 << 3) | 2), 1, 2});
    sender.send(3, false, new byte[] {(byte) ((31 << 3) | 3), 3, 1, 2, 3});
    assertThat(audio).extracting(CodedAudio::durationTicks).containsExactly(1920, 1920, 2880);
  }

  @Test
  void packet_opusAgainstItsRules_isCounted() {
    PacketAudio opus = PacketAudio.opus(audio::add);
    Sender sender = new Sender(opus);
    sender.send(1, false, new byte[] {(byte) ((31 << 3) | 1), 1});
    sender.send(2, false, new byte[] {(byte) ((31 << 3) | 2)});
    sender.send(3, false, new byte[] {(byte) ((31 << 3) | 3), 0});
    sender.send(4, false, new byte[] {(byte) ((31 << 3) | 3), 48});
    assertThat(audio).isEmpty();
    assertThat(opus.malformed()).isEqualTo(4);
  }
}
