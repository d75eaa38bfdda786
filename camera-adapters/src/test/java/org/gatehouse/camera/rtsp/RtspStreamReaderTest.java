package org.gatehouse.camera.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtspStreamReaderTest {
  /** What comes out of those bytes in pieces of that size, each in memory that is used again. */
  private static List<String> read(byte[] bytes, int piece) throws RtspFormatException {
    RtspStreamParserTest.Notes notes = new RtspStreamParserTest.Notes();
    RtspStreamReader reader = new RtspStreamReader(notes, UnpooledByteBufAllocator.DEFAULT);
    ByteBuf socket = Unpooled.directBuffer(piece);
    for (int at = 0; at < bytes.length; at += piece) {
      socket.clear().writeBytes(bytes, at, Math.min(piece, bytes.length - at));
      reader.read(socket);
      assertThat(socket.isReadable()).isFalse();
      socket.setZero(0, socket.capacity());
    }
    assertThat(reader.unread()).isZero();
    assertThat(socket.refCnt()).isEqualTo(1);
    socket.release();
    reader.close();
    return notes.lines;
  }

  @Test
  void read_piecesOfAnySize_findsTheSame() throws RtspFormatException {
    byte[] bytes = RtspStreamParserTest.everything();
    List<String> whole = read(bytes, bytes.length);
    assertThat(whole).isEqualTo(RtspStreamParserTest.parse(bytes, 0));
    for (int piece = 1; piece < bytes.length; piece++) {
      assertThat(read(bytes, piece)).as("pieces of %d", piece).isEqualTo(whole);
    }
  }

  @Test
  void unread_tornItem_isCountedAndGivenBack() throws RtspFormatException {
    RtspStreamReader reader =
        new RtspStreamReader(new RtspStreamParserTest.Notes(), UnpooledByteBufAllocator.DEFAULT);
    ByteBuf half = Unpooled.wrappedBuffer(new byte[] {'$', 0, 0, 9, 1, 2});
    reader.read(half);
    assertThat(reader.unread()).isEqualTo(6);
    reader.close();
    assertThat(reader.unread()).isZero();
    half.release();
  }

  /** A message may end the conversation while more of the same read follows. */
  @Test
  void read_closedWhileAnItemIsHandled_keepsNothing() throws RtspFormatException {
    List<RtspStreamReader> readers = new ArrayList<>();
    RtspStreamParser.Sink closing =
        new RtspStreamParser.Sink() {
          @Override
          public void interleaved(int channel, ByteBuf data, int index, int length) {
            readers.forEach(RtspStreamReader::close);
          }

          @Override
          public void message(RtspMessage message) {
            readers.forEach(RtspStreamReader::close);
          }
        };
    RtspStreamReader reader = new RtspStreamReader(closing, UnpooledByteBufAllocator.DEFAULT);
    readers.add(reader);
    ByteBuf wholeAndHalf = Unpooled.wrappedBuffer(new byte[] {'$', 0, 0, 1, 7, '$', 0, 0, 9, 1});
    reader.read(wholeAndHalf);
    assertThat(reader.unread()).isZero();
    wholeAndHalf.release();
  }
}
