package org.gatehouse.camera.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtspStreamParserTest {
  private static final String OK =
      "RTSP/1.0 200 OK\r\nCSeq: 4\r\nContent-Length: 5\r\nX: a\r\n b\r\n\r\nhello";

  /** Writes down what the parser finds, one line each. */
  static final class Notes implements RtspStreamParser.Sink {
    final List<String> lines = new ArrayList<>();

    @Override
    public void interleaved(int channel, ByteBuf data, int index, int length) {
      byte[] bytes = ByteBufUtil.getBytes(data, index, length);
      lines.add("$" + channel + " " + HexFormat.of().formatHex(bytes));
    }

    @Override
    public void message(RtspMessage message) {
      String body = new String(message.body(), StandardCharsets.UTF_8);
      lines.add(message + " " + message.headers().lines() + " " + body);
    }
  }

  private static byte[] frame(int channel, int... payload) {
    byte[] bytes = new byte[4 + payload.length];
    bytes[0] = '$';
    bytes[1] = (byte) channel;
    bytes[3] = (byte) payload.length;
    for (int i = 0; i < payload.length; i++) {
      bytes[4 + i] = (byte) payload[i];
    }
    return bytes;
  }

  private static byte[] join(Object... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Object part : parts) {
      all.writeBytes(
          part instanceof byte[] bytes
              ? bytes
              : part.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
    return all.toByteArray();
  }

  /** What comes out if the bytes arrive in two parts; the unread rest is carried over. */
  static List<String> parse(byte[] bytes, int split) throws RtspFormatException {
    RtspStreamParser parser = new RtspStreamParser();
    Notes notes = new Notes();
    ByteBuf in = Unpooled.buffer();
    in.writeBytes(bytes, 0, split);
    parser.parse(in, notes);
    in.writeBytes(bytes, split, bytes.length - split);
    parser.parse(in, notes);
    in.release();
    return notes.lines;
  }

  private static List<String> parse(byte[] bytes) throws RtspFormatException {
    return parse(bytes, 0);
  }

  static byte[] everything() {
    return join(
        frame(0, 1, 2, 3),
        "\r\n",
        OK,
        frame(1),
        "OPTIONS * RTSP/1.0\r\nCSeq: 9\r\n\r\n",
        "\u0000\u0007rubbish\u00ff",
        frame(2, '$', 'R', 0),
        "RTSP/1.0 404\nCSeq: 5\n\n",
        frame(0, 255));
  }

  @Test
  void parse_everythingMixed_findsItAll() throws RtspFormatException {
    assertThat(parse(everything()))
        .containsExactly(
            "$0 010203",
            "200 OK [Line[name=CSeq, value=4], Line[name=Content-Length, value=5],"
                + " Line[name=X, value=a b]] hello",
            "$1 ",
            "OPTIONS * [Line[name=CSeq, value=9]] ",
            "$2 245200",
            "404 [Line[name=CSeq, value=5]] ",
            "$0 ff");
  }

  @Test
  void parse_splitAtEveryByte_findsTheSame() throws RtspFormatException {
    byte[] bytes = everything();
    List<String> whole = parse(bytes);
    for (int split = 0; split <= bytes.length; split++) {
      assertThat(parse(bytes, split)).as("split at %d", split).isEqualTo(whole);
    }
  }

  @Test
  void parse_byteByByte_findsTheSame() throws RtspFormatException {
    byte[] bytes = everything();
    RtspStreamParser parser = new RtspStreamParser();
    Notes notes = new Notes();
    ByteBuf in = Unpooled.buffer();
    for (byte b : bytes) {
      in.writeByte(b);
      parser.parse(in, notes);
    }
    in.release();
    assertThat(notes.lines).isEqualTo(parse(bytes));
  }

  @Test
  void parse_outOfStep_implausibleFrameIsNotBelieved() throws RtspFormatException {
    byte[] bytes = join("#", new byte[] {'$', 77, 0, 1, 9}, frame(0, 5));
    assertThat(parse(bytes)).containsExactly("$0 05");
  }

  @Test
  void parse_endlessRubbish_givesUp() {
    byte[] rubbish = new byte[RtspStreamParser.MAX_GARBAGE + 1];
    assertThatThrownBy(() -> parse(rubbish)).isInstanceOf(RtspFormatException.class);
  }

  @Test
  void parse_endlessHeaders_givesUp() {
    byte[] bytes = join("RTSP/1.0 200 OK\r\n", "A: b\r\n".repeat(20_000));
    assertThatThrownBy(() -> parse(bytes)).isInstanceOf(RtspFormatException.class);
  }

  @Test
  void parse_hugeBodyAnnounced_givesUp() {
    byte[] bytes = join("RTSP/1.0 200 OK\r\nContent-Length: 999999999\r\n\r\n");
    assertThatThrownBy(() -> parse(bytes)).isInstanceOf(RtspFormatException.class);
  }

  @Test
  void write_message_isReadBackTheSame() throws RtspFormatException {
    RtspHeaders headers = RtspHeaders.EMPTY.with("CSeq", "1").with("User-Agent", "x");
    ByteBuf out = Unpooled.buffer();
    RtspWriter.write(new RtspRequest("DESCRIBE", "rtsp://h/p", headers, new byte[0]), out);
    String text = out.toString(StandardCharsets.UTF_8);
    out.release();
    assertThat(text).isEqualTo("DESCRIBE rtsp://h/p RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: x\r\n\r\n");
    assertThat(parse(text.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(
            "DESCRIBE rtsp://h/p [Line[name=CSeq, value=1], Line[name=User-Agent, value=x]] ");
  }
}
