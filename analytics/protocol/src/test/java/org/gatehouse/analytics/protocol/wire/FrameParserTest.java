package org.gatehouse.analytics.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameParserTest {
  private static final int MAX = 1000;

  @Test
  void next_cutAtEveryByte_givesTheSameFrames() throws Exception {
    byte[] stream = concat(frame(1), frame(7), frame(300));
    for (int cut = 0; cut <= stream.length; cut++) {
      FrameParser parser = new FrameParser(MAX);
      List<byte[]> frames = new ArrayList<>();
      drain(parser, ByteBuffer.wrap(stream, 0, cut), frames);
      drain(parser, ByteBuffer.wrap(stream, cut, stream.length - cut), frames);
      assertThat(frames).containsExactly(body(1), body(7), body(300));
      assertThat(parser.atBoundary()).isTrue();
    }
  }

  @Test
  void next_byteByByte_givesTheSameFrames() throws Exception {
    FrameParser parser = new FrameParser(MAX);
    List<byte[]> frames = new ArrayList<>();
    for (byte b : concat(frame(5), frame(MAX))) {
      drain(parser, ByteBuffer.wrap(new byte[] {b}), frames);
    }
    assertThat(frames).containsExactly(body(5), body(MAX));
  }

  @Test
  void atBoundary_withinLengthOrBody_isFalse() throws Exception {
    FrameParser parser = new FrameParser(MAX);
    assertThat(parser.next(ByteBuffer.wrap(new byte[] {0, 0}))).isNull();
    assertThat(parser.atBoundary()).isFalse();
    assertThat(parser.next(ByteBuffer.wrap(new byte[] {0, 2, 9}))).isNull();
    assertThat(parser.atBoundary()).isFalse();
  }

  @Test
  void next_lengthOutOfBounds_isRefusedWithTheLength() {
    for (int length : new int[] {0, MAX + 1, -1, Integer.MIN_VALUE}) {
      ByteBuffer bytes = ByteBuffer.allocate(4).putInt(length).flip();
      assertThatThrownBy(() -> new FrameParser(MAX).next(bytes))
          .isInstanceOf(ProtocolException.class)
          .hasMessageContaining(Integer.toUnsignedString(length));
    }
  }

  static void drain(FrameParser parser, ByteBuffer in, List<byte[]> frames)
      throws ProtocolException {
    for (byte[] frame = parser.next(in); frame != null; frame = parser.next(in)) {
      frames.add(frame);
    }
    assertThat(in.hasRemaining()).isFalse();
  }

  private static byte[] frame(int length) {
    return ByteBuffer.allocate(4 + length).putInt(length).put(body(length)).array();
  }

  private static byte[] body(int length) {
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) length);
    return body;
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
