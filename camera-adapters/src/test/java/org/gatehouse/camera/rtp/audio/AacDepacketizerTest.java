package org.gatehouse.camera.rtp.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.camera.payload.Sender;
import org.gatehouse.camera.rtp.CodedAudio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AacDepacketizerTest {
  /** Low complexity, 16 kHz, one channel. */
  private static final byte[] CONFIG = {0x14, 0x08};

  private static final byte[] ONE = {1, 2, 3, 4, 5};
  private static final byte[] TWO = {6, 7, 8};

  private final List<CodedAudio> audio = new ArrayList<>();
  private AacDepacketizer depacketizer = of(CONFIG, 16_000);
  private Sender sender = new Sender(depacketizer);

  private AacDepacketizer of(byte[] config, int clockRate) {
    return new AacDepacketizer(config, AuHeaderSizes.HIGH_BIT_RATE, clockRate, 2, audio::add);
  }

  private void use(byte[] config, int clockRate) {
    depacketizer = of(config, clockRate);
    sender = new Sender(depacketizer);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] headers(int... sizes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(0);
    all.write(sizes.length * 16);
    for (int size : sizes) {
      all.write(size >> 5);
      all.write(size << 3);
    }
    return all.toByteArray();
  }

  /** An ADTS frame: low complexity, 16 kHz, one channel, no checksum. */
  private static byte[] adts(byte[] unit) {
    int length = unit.length + 7;
    byte[] head = {
      (byte) 0xff,
      (byte) 0xf1,
      0x60,
      (byte) (0x40 | (length >> 11)),
      (byte) (length >> 3),
      (byte) ((length << 5) | 0x1f),
      (byte) 0xfc
    };
    return join(head, unit);
  }

  private void expect(byte[]... units) {
    assertThat(audio).extracting(CodedAudio::payload).containsExactly(units);
  }

  @Test
  void packet_oneUnit_isToldWithItsTimes() {
    sender.send(100, true, join(headers(5), ONE));
    expect(ONE);
    CodedAudio told = audio.getFirst();
    assertThat(told.timestamp()).isEqualTo(100);
    assertThat(told.nanos()).isEqualTo(100_000);
    assertThat(told.durationTicks()).isEqualTo(1024);
    assertThat(told.format().clockRate()).isEqualTo(16_000);
    assertThat(told.format().channels()).isEqualTo(1);
    assertThat(told.format().config()).isEqualTo(CONFIG);
  }

  @Test
  void packet_severalUnits_followEachOther() {
    sender.send(100, true, join(headers(5, 3, 5), ONE, TWO, ONE));
    expect(ONE, TWO, ONE);
    assertThat(audio).extracting(CodedAudio::timestamp).containsExactly(100, 1124, 2148);
  }

  @Test
  void packet_fragments_arePutTogether() {
    sender.send(1, false, join(headers(5), Arrays.copyOf(ONE, 2)));
    sender.send(1, false, join(headers(5), Arrays.copyOfRange(ONE, 2, 3)));
    sender.send(1, true, join(headers(5), Arrays.copyOfRange(ONE, 3, 5)));
    sender.send(1025, true, join(headers(3), TWO));
    expect(ONE, TWO);
  }

  @Test
  void packet_fragmentLost_leavesThatUnitOut() {
    sender.send(1, false, join(headers(5), Arrays.copyOf(ONE, 2)));
    sender.lose(1);
    sender.send(1025, true, join(headers(3), TWO));
    expect(TWO);
    assertThat(depacketizer.damaged()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"9", "0", "8000"})
  void packet_sizeToldWrong_takesWhatIsThere(int told) {
    sender.send(1, true, join(headers(told), ONE));
    expect(ONE);
  }

  @Test
  void packet_headerLengthInBytes_isUnderstood() {
    byte[] payload = join(headers(5), ONE);
    payload[1] = 2;
    sender.send(1, true, payload);
    expect(ONE);
  }

  @Test
  void packet_adtsBehindHeadersOrAlone_isUnwrapped() {
    sender.send(1, true, join(headers(12), adts(ONE)));
    sender.send(2, true, join(adts(ONE), adts(TWO)));
    expect(ONE, ONE, TWO);
    assertThat(audio.getLast().timestamp()).isEqualTo(2 + 1024);
  }

  @Test
  void packet_noConfig_takesThatOfAdts() {
    use(new byte[0], 16_000);
    sender.send(1, true, adts(ONE));
    assertThat(audio.getFirst().format().config()).isEqualTo(CONFIG);
    assertThat(audio.getFirst().format().channels()).isEqualTo(1);
  }

  @Test
  void packet_noConfigAtAll_takesLowComplexityAtTheClockRate() {
    use(new byte[0], 44_100);
    sender.send(1, true, join(headers(5), ONE));
    assertThat(audio.getFirst().format().config()).isEqualTo(new byte[] {0x12, 0x10});
    use(new byte[0], 12_345);
    sender.send(1, true, join(headers(5), ONE));
    assertThat(audio).hasSize(1);
    assertThat(depacketizer.malformed()).isEqualTo(1);
  }

  /** 22.05 kHz core with band replication to 44.1 kHz: one unit has 2048 samples of the output. */
  @Test
  void packet_bandReplication_countsOutputSamples() {
    use(new byte[] {0x2b, (byte) 0x92, 0x08, 0x00}, 44_100);
    sender.send(1, true, join(headers(5), ONE));
    assertThat(audio.getFirst().durationTicks()).isEqualTo(2048);
  }

  @Test
  void packet_rubbish_isCountedAtMost() {
    sender.send(1, true, new byte[0]);
    sender.send(2, true, new byte[] {0});
    sender.send(3, true, new byte[] {0, 0, 1, 2});
    sender.send(4, true, new byte[] {(byte) 0xff, 0, 1, 2});
    sender.send(5, true, join(headers(5, 200), ONE));
    expect(ONE);
    assertThat(depacketizer.malformed()).isEqualTo(4);
  }
}
