package org.gatehouse.analytics.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.analytics.messages.FromWorker;

/** Any bytes in any pieces: frames within bounds or a refusal, the same whatever the pieces. */
class FrameParserFuzzTest {
  private static final int MAX = 256;

  @FuzzTest(maxDuration = "30s")
  void next_anyBytesInAnyPieces_agreesWithOnePiece(FuzzedDataProvider data) {
    List<byte[]> pieces = new ArrayList<>();
    int count = data.consumeInt(0, 6);
    for (int i = 0; i < count; i++) {
      pieces.add(data.consumeBytes(data.consumeInt(0, 40)));
    }
    pieces.add(data.consumeRemainingAsBytes());
    int size = pieces.stream().mapToInt(piece -> piece.length).sum();
    ByteBuffer whole = ByteBuffer.allocate(size);
    pieces.forEach(whole::put);
    assertThat(parse(pieces)).containsExactlyElementsOf(parse(List.of(whole.array())));
  }

  private static List<byte[]> parse(List<byte[]> pieces) {
    FrameParser parser = new FrameParser(MAX);
    List<byte[]> frames = new ArrayList<>();
    try {
      for (byte[] piece : pieces) {
        FrameParserTest.drain(parser, ByteBuffer.wrap(piece), frames);
      }
    } catch (ProtocolException e) {
      frames.add(new byte[0]);
    }
    frames.forEach(FrameParserFuzzTest::decode);
    return frames;
  }

  private static void decode(byte[] frame) {
    assertThat(frame.length).isLessThanOrEqualTo(MAX);
    try {
      assertThat(FromWorker.parseFrom(frame)).isNotNull();
    } catch (InvalidProtocolBufferException e) {
      assertThat(e).hasMessageNotContaining("\n\n");
    }
  }
}
