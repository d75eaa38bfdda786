package org.gatehouse.camera.rtp.h264;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.camera.rtp.h264.Packets.avcc;
import static org.gatehouse.camera.rtp.h264.Packets.bytes;
import static org.gatehouse.camera.rtp.h264.Packets.fuA;
import static org.gatehouse.camera.rtp.h264.Packets.join;
import static org.gatehouse.camera.rtp.h264.Packets.stapA;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.camera.rtp.RtpPacket;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamMemory;
import org.junit.jupiter.api.Test;

class H264DepacketizerTest {
  private static final ParameterSets SETS = Fixtures.track().parameters();
  private static final byte[] SPS = SETS.sps();
  private static final byte[] PPS = SETS.pps();
  private static final byte[] IDR = bytes(0x65, 0x88, 1, 2, 3);
  private static final byte[] IDR_REST = bytes(0x65, 0x10, 4, 5, 6);
  private static final byte[] P = bytes(0x41, 0x9a, 7, 8);
  private static final byte[] P_REST = bytes(0x41, 0x22, 9, 9);
  private static final byte[] SEI = bytes(0x06, 5, 1, 2, 0x80);
  private static final byte[] DELIMITER = bytes(0x09, 0xf0);
  private static final byte[] LONG_START_CODE = bytes(0, 0, 0, 1);
  private static final byte[] SHORT_START_CODE = bytes(0, 0, 1);
  private static final int START = 0x80;
  private static final int END = 0x40;

  private final List<CodedPicture> pictures = new ArrayList<>();
  private final ParameterTracker parameters = new ParameterTracker();
  private final H264Depacketizer depacketizer =
      new H264Depacketizer(parameters, StreamMemory.heap(), pictures::add);
  private int sequence;

  private static String sprop() {
    Base64.Encoder base64 = Base64.getEncoder();
    return base64.encodeToString(SPS) + "," + base64.encodeToString(PPS);
  }

  private void send(int timestamp, boolean marker, byte[] payload) {
    send(timestamp, marker, payload, 0);
  }

  private void send(int timestamp, boolean marker, byte[] payload, int lostBefore) {
    ByteBuf data = Unpooled.buffer();
    data.writeByte(0x80).writeByte((marker ? 0x80 : 0) | 96).writeShort(sequence++);
    data.writeInt(timestamp).writeInt(1).writeBytes(payload);
    RtpPacket packet = new RtpPacket();
    assertThat(packet.read(data, 0, data.readableBytes())).isTrue();
    depacketizer.packet(data, packet, lostBefore, timestamp * 1000L);
    data.release();
  }

  private void sendSets(int timestamp) {
    send(timestamp, false, SPS);
    send(timestamp, false, PPS);
  }

  /** A stream that has begun with one key picture at time 1. */
  private void begin() {
    sendSets(1);
    send(1, true, IDR);
  }

  private void expectPayloads(byte[]... payloads) {
    assertThat(pictures).extracting(p -> p.payload().copy()).containsExactly(payloads);
  }

  private void expectTimes(Integer... timestamps) {
    assertThat(pictures).extracting(CodedPicture::timestamp).containsExactly(timestamps);
  }

  @Test
  void packet_singleNalUnits_becomeOnePictureWithoutParameterSets() {
    sendSets(1);
    send(1, false, SEI);
    send(1, false, IDR);
    send(1, true, IDR_REST);
    expectPayloads(avcc(SEI, IDR, IDR_REST));
    CodedPicture picture = pictures.getFirst();
    assertThat(picture.parameters()).isEqualTo(SETS);
    assertThat(picture.randomAccess()).isTrue();
    assertThat(picture.nanos()).isEqualTo(1000);
  }

  @Test
  void packet_stapAWithDelimiterFirst_isTakenApart() {
    send(1, false, stapA(DELIMITER, SPS, PPS, SEI));
    send(1, true, IDR);
    send(2, true, stapA(DELIMITER, P));
    expectPayloads(avcc(SEI, IDR), avcc(P));
    assertThat(pictures.getLast().randomAccess()).isFalse();
  }

  @Test
  void packet_truncatedStapA_isCounted() {
    sendSets(1);
    send(1, true, join(stapA(IDR), bytes(0, 200, 1)));
    assertThat(depacketizer.malformed()).isEqualTo(1);
    expectPayloads(avcc(IDR));
  }

  @Test
  void packet_fragmentsAnEmptyOneIncluded_arePutTogether() {
    sendSets(1);
    send(1, false, fuA(IDR, START, 0, 1));
    send(1, false, fuA(IDR, 0, 1, 1));
    send(1, false, fuA(IDR, 0, 1, 3));
    send(1, true, fuA(IDR, END, 3, 4));
    expectPayloads(avcc(IDR));
  }

  @Test
  void packet_fragmentWithStartAndEnd_isAWholeUnit() {
    sendSets(1);
    send(1, true, fuA(IDR, START | END, 0, 4));
    expectPayloads(avcc(IDR));
  }

  @Test
  void packet_fragmentChangesItsType_theStartIsBelieved() {
    sendSets(1);
    send(1, false, fuA(IDR, START, 0, 2));
    send(1, true, join(bytes(0x5c, END | 1), Arrays.copyOfRange(IDR, 3, 5)));
    expectPayloads(avcc(IDR));
  }

  @Test
  void packet_joinedInsideAFragment_thatPictureIsLeftOut() {
    parameters.offerFromSdp(sprop());
    send(1, true, fuA(IDR, END, 3, 4));
    send(2, true, P);
    expectTimes(2);
    assertThat(depacketizer.damaged()).isEqualTo(1);
  }

  @Test
  void packet_byteStreamInsideOneUnit_isTakenApart() {
    send(1, true, join(SPS, LONG_START_CODE, PPS, LONG_START_CODE, IDR));
    send(2, true, join(LONG_START_CODE, P));
    expectPayloads(avcc(IDR), avcc(P));
    assertThat(pictures.getFirst().parameters()).isEqualTo(SETS);
  }

  @Test
  void packet_byteStreamInsideFragments_isTakenApart() {
    byte[] all = join(SPS, SHORT_START_CODE, PPS, SHORT_START_CODE, IDR);
    send(1, false, fuA(all, START, 0, 9));
    send(1, true, fuA(all, END, 9, all.length - 1));
    expectPayloads(avcc(IDR));
  }

  @Test
  void packet_noMarkers_timestampsPart() {
    sendSets(1);
    send(1, false, IDR);
    send(2, false, P);
    send(3, false, P);
    expectTimes(1, 2);
  }

  @Test
  void packet_parameterSetsAtThePreviousTimestamp_belongToTheNextPicture() {
    begin();
    sendSets(1);
    send(2, true, IDR);
    expectTimes(1, 2);
    expectPayloads(avcc(IDR), avcc(IDR));
  }

  @Test
  void packet_delimiterWithoutMarkerBefore_parts() {
    sendSets(1);
    send(1, false, IDR);
    send(1, false, DELIMITER);
    send(2, true, P);
    expectPayloads(avcc(IDR), avcc(P));
  }

  @Test
  void packet_markerOnParametersAndSei_doesNotPart() {
    send(1, true, SPS);
    send(1, true, PPS);
    send(1, true, SEI);
    send(1, true, IDR);
    expectPayloads(avcc(SEI, IDR));
  }

  @Test
  void packet_markerOnEverySlice_isSeenThroughAfterOnePicture() {
    sendSets(1);
    send(1, true, IDR);
    send(1, true, IDR_REST);
    send(2, true, IDR);
    send(2, true, IDR_REST);
    send(3, true, P);
    send(3, true, P_REST);
    send(4, true, P);
    expectPayloads(avcc(IDR), avcc(IDR, IDR_REST), avcc(P, P_REST));
  }

  @Test
  void packet_newParametersInBand_holdFromThatPictureOn() {
    byte[] other = HexFormat.of().parseHex(SpsTest.SMALL);
    begin();
    send(2, false, other);
    send(2, true, IDR);
    assertThat(pictures.getFirst().parameters().width()).isEqualTo(160);
    assertThat(pictures.getLast().parameters().sps()).isEqualTo(other);
    assertThat(pictures.getLast().parameters().width()).isEqualTo(176);
  }

  @Test
  void packet_sameParametersAgain_keepTheSameObject() {
    begin();
    sendSets(2);
    send(2, true, IDR);
    assertThat(pictures.getLast().parameters()).isSameAs(pictures.getFirst().parameters());
  }

  @Test
  void packet_unreadableOrPaddedParameters_doNotReplaceGoodOnes() {
    parameters.offerFromSdp(sprop());
    send(1, false, bytes(0x67, 1, 2));
    send(1, false, join(SPS, bytes(0, 0)));
    send(1, true, IDR);
    assertThat(pictures.getFirst().parameters()).isEqualTo(SETS);
  }

  @Test
  void packet_parametersLongerThanAnyFileHolds_areIgnored() {
    begin();
    for (byte[] set : List.of(SPS, PPS)) {
      byte[] huge = Arrays.copyOf(set, 65_536);
      huge[huge.length - 1] = 1;
      send(2, false, huge);
    }
    send(2, true, IDR);
    expectPayloads(avcc(IDR), avcc(IDR));
    assertThat(pictures.getLast().parameters()).isEqualTo(SETS);
  }

  @Test
  void packet_secondPictureParameterSet_staysInTheStream() {
    byte[] second = bytes(0x68, 0x5b, 0x22);
    sendSets(1);
    send(1, false, second);
    send(1, true, IDR);
    assertThat(pictures.getFirst().parameters()).isEqualTo(SETS);
    expectPayloads(avcc(second, IDR));
  }

  @Test
  void packet_noParametersYet_picturesAreLeftOutAndCounted() {
    send(1, true, IDR);
    assertThat(pictures).isEmpty();
    assertThat(depacketizer.undecodable()).isEqualTo(1);
  }

  @Test
  void offerFromSdp_byteStreamFormOrRubbish_isTakenOrLeft() {
    ParameterTracker tracker = new ParameterTracker();
    tracker.offerFromSdp("!!!,,AA==,Zw==");
    assertThat(tracker.current()).isNull();
    byte[] both = join(LONG_START_CODE, SPS, LONG_START_CODE, PPS);
    tracker.offerFromSdp(Base64.getEncoder().encodeToString(both));
    assertThat(tracker.current()).isEqualTo(SETS);
  }

  @Test
  void packet_lossInsidePicture_leavesItOutAndTellsTheNext() {
    begin();
    send(2, false, P);
    send(2, true, P_REST, 2);
    send(3, true, P);
    expectTimes(1, 3);
    assertThat(pictures.getLast().lostPackets()).isEqualTo(2);
    assertThat(depacketizer.damaged()).isEqualTo(1);
  }

  @Test
  void packet_lossOfAPicturesHead_leavesItOut() {
    begin();
    send(2, true, P_REST, 1);
    send(3, true, P);
    expectTimes(1, 3);
  }

  @Test
  void packet_lossOfAPicturesEndAndTheNextOnesHead_leavesBothOut() {
    begin();
    send(2, false, fuA(P, START, 0, 2));
    send(3, true, P_REST, 3);
    send(4, true, P);
    expectTimes(1, 4);
    assertThat(depacketizer.damaged()).isEqualTo(2);
  }

  @Test
  void packet_lossOfWholePictures_costsNoMore() {
    begin();
    send(5, true, P, 4);
    assertThat(pictures).extracting(CodedPicture::lostPackets).containsExactly(0, 4);
  }

  @Test
  void packet_keyPictureDamaged_nothingFollowsUntilTheNext() {
    begin();
    send(2, false, fuA(IDR, START, 0, 2));
    send(3, true, P, 1);
    send(4, true, P);
    send(5, true, IDR);
    send(6, true, P);
    expectTimes(1, 5, 6);
  }

  @Test
  void packet_emptyOrUnknownPayload_isCountedAtMost() {
    send(1, true, new byte[0]);
    send(1, true, bytes(31, 1));
    send(1, true, bytes(28));
    assertThat(pictures).isEmpty();
    assertThat(depacketizer.malformed()).isEqualTo(2);
  }
}
