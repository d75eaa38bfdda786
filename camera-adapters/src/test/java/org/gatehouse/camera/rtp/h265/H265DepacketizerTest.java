package org.gatehouse.camera.rtp.h265;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.gatehouse.camera.payload.Sender;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.contract.media.StreamMemory;
import org.junit.jupiter.api.Test;

class H265DepacketizerTest {
  /** Of a 64x48 test picture by libx265: ffmpeg -f lavfi -i testsrc2=size=64x48 -c:v libx265. */
  private static final byte[] VPS = decode("QAEMAf//AWAAAAMAkAAAAwAAAwAelZgJ");

  /** 64x48, level 2, coded 64x48 without conformance window. */
  private static final byte[] SPS = H265SpsTest.sps(64, 48, 0);

  private static final byte[] PPS = decode("RAHBcrRiQA==");
  private static final byte[] IDR = bytes(19 << 1, 1, 0xaf, 1, 2, 3);
  private static final byte[] IDR_REST = bytes(19 << 1, 1, 0x20, 4, 5);
  private static final byte[] CRA = bytes(21 << 1, 1, 0xaf, 1, 2, 3);
  private static final byte[] RASL = bytes(8 << 1, 1, 0xe0, 6, 6);
  private static final byte[] TRAIL_N = bytes(0, 1, 0xe0, 7, 8);
  private static final byte[] TRAIL = bytes(1 << 1, 1, 0xe0, 7, 9);
  private static final byte[] TRAIL_REST = bytes(1 << 1, 1, 0x20, 9, 9);
  private static final byte[] SEI = bytes(39 << 1, 1, 5, 1, 0x80);
  private static final byte[] DELIMITER = bytes(35 << 1, 1, 0x50);
  private static final byte[] START_CODE = bytes(0, 0, 0, 1);

  private final List<CodedPicture> pictures = new ArrayList<>();
  private final H265Parameters parameters = new H265Parameters();
  private final H265Depacketizer depacketizer =
      new H265Depacketizer(parameters, StreamMemory.heap(), pictures::add);
  private final Sender sender = new Sender(depacketizer);

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] payload(byte[]... nals) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] nal : nals) {
      all.writeBytes(bytes(0, 0, 0, nal.length));
      all.writeBytes(nal);
    }
    return all.toByteArray();
  }

  private static byte[] aggregation(byte[]... nals) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bytes(48 << 1, 1));
    for (byte[] nal : nals) {
      all.writeBytes(bytes(0, nal.length));
      all.writeBytes(nal);
    }
    return all.toByteArray();
  }

  private static byte[] fragment(byte[] nal, int flags, int from, int to) {
    int type = (nal[0] >> 1) & 0x3f;
    byte[] head = bytes(49 << 1, nal[1], flags | type);
    return join(head, Arrays.copyOfRange(nal, 2 + from, 2 + to));
  }

  private void sendSets(int timestamp) {
    sender.send(timestamp, false, aggregation(VPS, SPS, PPS));
  }

  private void begin() {
    sendSets(1);
    sender.send(1, true, IDR);
  }

  private void expectPayloads(byte[]... payloads) {
    assertThat(pictures).extracting(p -> p.payload().copy()).containsExactly(payloads);
  }

  private void expectTimes(Integer... timestamps) {
    assertThat(pictures).extracting(CodedPicture::timestamp).containsExactly(timestamps);
  }

  @Test
  void packet_setsAndSlices_becomeOnePictureWithItsSets() {
    sender.send(1, false, aggregation(DELIMITER, VPS, SPS, PPS, SEI));
    sender.send(1, false, IDR);
    sender.send(1, true, IDR_REST);
    expectPayloads(payload(SEI, IDR, IDR_REST));
    CodedPicture picture = pictures.getFirst();
    assertThat(picture.randomAccess()).isTrue();
    assertThat(picture.parameters().vps()).isEqualTo(VPS);
    assertThat(picture.parameters().sps()).isEqualTo(SPS);
    assertThat(picture.parameters().pps()).isEqualTo(PPS);
    assertThat(picture.parameters().width()).isEqualTo(64);
    assertThat(picture.parameters().height()).isEqualTo(48);
  }

  @Test
  void packet_fragmentsAnEmptyOneIncluded_arePutTogether() {
    sendSets(1);
    sender.send(1, false, fragment(IDR, 0x80, 0, 1));
    sender.send(1, false, fragment(IDR, 0, 1, 1));
    sender.send(1, true, fragment(IDR, 0x40, 1, 4));
    expectPayloads(payload(IDR));
  }

  @Test
  void packet_fragmentWithStartAndEnd_isAWholeUnit() {
    sendSets(1);
    sender.send(1, true, fragment(IDR, 0xc0, 0, 4));
    expectPayloads(payload(IDR));
  }

  @Test
  void packet_joinedInsideAFragment_thatPictureIsLeftOut() {
    sender.send(1, true, fragment(IDR, 0x40, 3, 4));
    sendSets(2);
    sender.send(2, true, IDR);
    expectTimes(2);
    assertThat(depacketizer.damaged()).isEqualTo(1);
  }

  @Test
  void packet_trailNOfTypeZero_isAPicture() {
    begin();
    sender.send(2, true, TRAIL_N);
    expectPayloads(payload(IDR), payload(TRAIL_N));
  }

  @Test
  void packet_byteStreamInsideOneUnit_isTakenApart() {
    sender.send(1, true, join(VPS, START_CODE, SPS, START_CODE, PPS, START_CODE, IDR));
    expectPayloads(payload(IDR));
  }

  @Test
  void packet_noMarkers_timestampsPart() {
    sendSets(1);
    sender.send(1, false, IDR);
    sender.send(2, false, TRAIL);
    sender.send(3, false, TRAIL);
    expectTimes(1, 2);
  }

  @Test
  void packet_firstSegmentAtTheSameTimestamp_parts() {
    sendSets(1);
    sender.send(1, false, IDR);
    sender.send(1, false, TRAIL);
    sender.send(1, true, TRAIL_REST);
    expectPayloads(payload(IDR), payload(TRAIL, TRAIL_REST));
  }

  @Test
  void packet_markerOnSetsAndEverySlice_isSeenThrough() {
    sender.send(1, true, VPS);
    sender.send(1, true, SPS);
    sender.send(1, true, PPS);
    sender.send(1, true, IDR);
    sender.send(1, true, IDR_REST);
    sender.send(2, true, IDR);
    sender.send(2, true, IDR_REST);
    sender.send(3, true, TRAIL);
    sender.send(4, true, TRAIL);
    expectPayloads(payload(IDR), payload(IDR, IDR_REST), payload(TRAIL));
  }

  @Test
  void packet_raslAfterCraAtTheStart_isLeftOut() {
    sendSets(1);
    sender.send(1, true, CRA);
    sender.send(2, true, RASL);
    sender.send(3, true, TRAIL);
    sender.send(4, true, CRA);
    sender.send(5, true, RASL);
    expectTimes(1, 3, 4, 5);
    assertThat(depacketizer.undecodable()).isEqualTo(1);
  }

  @Test
  void packet_raslAfterBla_isAlwaysLeftOut() {
    begin();
    sender.send(2, true, bytes(16 << 1, 1, 0xaf, 1));
    sender.send(3, true, RASL);
    sender.send(4, true, TRAIL);
    expectTimes(1, 2, 4);
  }

  @Test
  void packet_keyPictureDamaged_nothingFollowsUntilTheNext() {
    begin();
    sender.send(2, false, fragment(CRA, 0x80, 0, 2));
    sender.lose(1);
    sender.send(3, true, TRAIL);
    sender.send(4, true, CRA);
    sender.send(5, true, RASL);
    sender.send(6, true, TRAIL);
    expectTimes(1, 4, 6);
  }

  @Test
  void packet_lossInsidePicture_leavesItOutAndTellsTheNext() {
    begin();
    sender.send(2, false, TRAIL);
    sender.lose(2);
    sender.send(2, true, TRAIL_REST);
    sender.send(3, true, TRAIL);
    expectTimes(1, 3);
    assertThat(pictures.getLast().lostPackets()).isEqualTo(2);
    assertThat(depacketizer.damaged()).isEqualTo(1);
  }

  @Test
  void packet_newSetsInBand_holdFromThatPictureOn() {
    begin();
    sender.send(2, false, H265SpsTest.sps(128, 96, 0));
    sender.send(2, true, IDR);
    assertThat(pictures.getFirst().parameters().width()).isEqualTo(64);
    assertThat(pictures.getLast().parameters().width()).isEqualTo(128);
  }

  @Test
  void packet_setsLongerThanAnyFileHolds_areIgnored() {
    begin();
    for (byte[] set : List.of(VPS, SPS, PPS)) {
      byte[] huge = Arrays.copyOf(set, 65_536);
      huge[huge.length - 1] = 1;
      sender.send(2, false, huge);
    }
    sender.send(2, true, IDR);
    expectPayloads(payload(IDR), payload(IDR));
    assertThat(pictures.getLast().parameters()).isEqualTo(pictures.getFirst().parameters());
  }

  @Test
  void packet_sameSetsAgain_keepTheSameObject() {
    begin();
    sendSets(2);
    sender.send(2, true, IDR);
    assertThat(pictures.getLast().parameters()).isSameAs(pictures.getFirst().parameters());
  }

  @Test
  void packet_unitOfAnotherLayer_isDropped() {
    begin();
    sender.send(2, false, bytes(1 << 1, 9, 0x20, 1));
    sender.send(2, true, TRAIL);
    expectPayloads(payload(IDR), payload(TRAIL));
  }

  @Test
  void packet_rubbish_isCountedAtMost() {
    sender.send(1, true, new byte[0]);
    sender.send(1, true, bytes(50 << 1, 1, 0, 0));
    sender.send(1, true, bytes(49 << 1, 1));
    sender.send(1, true, bytes(48 << 1, 1, 0, 99, 1));
    assertThat(pictures).isEmpty();
    assertThat(depacketizer.malformed()).isEqualTo(3);
  }

  @Test
  void offerFromSdp_onlySomeSets_areIgnored() {
    Base64.Encoder base64 = Base64.getEncoder();
    String sps = base64.encodeToString(SPS);
    String pps = base64.encodeToString(PPS);
    parameters.offerFromSdp("", sps, pps);
    parameters.offerFromSdp("!!!", sps, pps);
    assertThat(parameters.current()).isNull();
    String vps = base64.encodeToString(join(START_CODE, VPS));
    parameters.offerFromSdp(vps, sps, pps);
    assertThat(Objects.requireNonNull(parameters.current()).vps()).isEqualTo(VPS);
  }
}
