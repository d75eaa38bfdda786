package org.gatehouse.camera.rtp.mjpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.gatehouse.camera.payload.Sender;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.camera.sdp.PictureSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MjpegDepacketizerTest {
  private final List<CodedPicture> pictures = new ArrayList<>();
  private MjpegDepacketizer depacketizer = new MjpegDepacketizer(null, pictures::add);
  private Sender sender = new Sender(depacketizer);

  private void told(int width, int height) {
    depacketizer = new MjpegDepacketizer(new PictureSize(width, height), pictures::add);
    sender = new Sender(depacketizer);
  }

  /** A half white, half red picture as a whole file of baseline 4:2:0 with standard tables. */
  private static byte[] file(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = image.createGraphics();
    brush.setColor(Color.WHITE);
    brush.fillRect(0, 0, width / 2, height);
    brush.setColor(Color.RED);
    brush.fillRect(width / 2, 0, width / 2, height);
    brush.dispose();
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThat(ImageIO.write(image, "jpg", out)).isTrue();
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int find(byte[] file, int marker) {
    for (int i = 0; i + 1 < file.length; i++) {
      if ((file[i] & 0xff) == 0xff && (file[i + 1] & 0xff) == marker) {
        return i;
      }
    }
    throw new AssertionError("no marker " + marker);
  }

  /** What follows the scan header. */
  private static byte[] scan(byte[] file) {
    return Arrays.copyOfRange(file, find(file, 0xda) + 14, file.length);
  }

  /** Both quantization tables, whose segments stand in one or two DQT markers. */
  private static byte[] tables(byte[] file) {
    int at = find(file, 0xdb);
    byte[] tables = new byte[128];
    System.arraycopy(file, at + 5, tables, 0, 64);
    boolean one = file[at + 3] != 67;
    System.arraycopy(file, at + 5 + 64 + (one ? 1 : 5), tables, 64, 64);
    return tables;
  }

  private static byte[] payload(
      int type, int q, int width, int height, int offset, byte[] extra, byte[] data) {
    ByteBuf out = Unpooled.buffer();
    out.writeByte(0).writeMedium(offset).writeByte(type).writeByte(q);
    out.writeByte(width / 8).writeByte(height / 8).writeBytes(extra).writeBytes(data);
    return ByteBufUtil.getBytes(out);
  }

  private static byte[] withTables(byte[] tables) {
    ByteBuf out = Unpooled.buffer();
    out.writeByte(0).writeByte(0).writeShort(tables.length).writeBytes(tables);
    return ByteBufUtil.getBytes(out);
  }

  /** Sends a picture in two packets. */
  private void send(int timestamp, byte[] file, int width, int height) {
    byte[] scan = scan(file);
    int half = scan.length / 2;
    byte[] head = withTables(tables(file));
    byte[] first = Arrays.copyOf(scan, half);
    byte[] rest = Arrays.copyOfRange(scan, half, scan.length);
    sender.send(timestamp, false, payload(1, 255, width, height, 0, head, first));
    sender.send(timestamp, true, payload(1, 255, width, height, half, new byte[0], rest));
  }

  private static BufferedImage decode(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void expectSame(byte[] got, byte[] sent, int width, int height) {
    BufferedImage picture = decode(got);
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(height);
    assertThat(picture.getRGB(0, 0, width, height, null, 0, width))
        .isEqualTo(decode(sent).getRGB(0, 0, width, height, null, 0, width));
  }

  @Test
  void packet_tablesInBand_giveAFileWithTheSamePixels() {
    byte[] file = file(64, 48);
    send(1, file, 64, 48);
    assertThat(pictures).hasSize(1);
    expectSame(pictures.getFirst().payload().copy(), file, 64, 48);
    assertThat(pictures.getFirst().randomAccess()).isTrue();
    assertThat(pictures.getFirst().parameters().width()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 49, 50, 99})
  void packet_tablesByQ_giveADecodableFile(int q) {
    sender.send(1, true, payload(1, q, 64, 48, 0, new byte[0], scan(file(64, 48))));
    assertThat(decode(pictures.getFirst().payload().copy()).getWidth()).isEqualTo(64);
  }

  @Test
  void packet_tablesOfAnEarlierPicture_serveUntilNewOnesCome() {
    byte[] file = file(64, 48);
    sender.send(1, true, payload(1, 130, 64, 48, 0, withTables(tables(file)), scan(file)));
    sender.send(2, true, payload(1, 130, 64, 48, 0, withTables(new byte[0]), scan(file)));
    sender.send(3, true, payload(1, 131, 64, 48, 0, withTables(new byte[0]), scan(file)));
    assertThat(pictures).hasSize(2);
    assertThat(depacketizer.undecodable()).isEqualTo(1);
    expectSame(pictures.getLast().payload().copy(), file, 64, 48);
  }

  @Test
  void packet_restartMarkers_areToldInTheFile() {
    byte[] file = file(64, 48);
    byte[] restart = {0, 3, (byte) 0xff, (byte) 0xff};
    ByteBuf extra = Unpooled.buffer();
    extra.writeBytes(restart).writeBytes(withTables(tables(file)));
    sender.send(1, true, payload(65, 255, 64, 48, 0, ByteBufUtil.getBytes(extra), scan(file)));
    byte[] got = pictures.getFirst().payload().copy();
    int at = find(got, 0xdd);
    assertThat(Arrays.copyOfRange(got, at, at + 6))
        .isEqualTo(new byte[] {(byte) 0xff, (byte) 0xdd, 0, 4, 0, 3});
  }

  @Test
  void packet_widerThanTheFieldTells_takesTheDescription() {
    byte[] file = file(2560, 64);
    told(2560, 64);
    send(1, file, 2560 & 0x7ff, 64);
    send(2, file, 0, 0);
    assertThat(pictures).hasSize(2);
    expectSame(pictures.getFirst().payload().copy(), file, 2560, 64);
    expectSame(pictures.getLast().payload().copy(), file, 2560, 64);
  }

  @Test
  void packet_fieldContradictsTheDescription_believesTheField() {
    told(2560, 1440);
    byte[] file = file(64, 48);
    send(1, file, 64, 48);
    expectSame(pictures.getFirst().payload().copy(), file, 64, 48);
  }

  @Test
  void packet_noSizeAnywhere_isLeftOut() {
    send(1, file(64, 48), 0, 0);
    assertThat(pictures).isEmpty();
    assertThat(depacketizer.undecodable()).isEqualTo(1);
  }

  @Test
  void packet_wholeFileInside_isTakenAsItIs() {
    byte[] file = file(2560, 64);
    sender.send(1, true, payload(1, 80, 0, 0, 0, new byte[0], file));
    assertThat(pictures.getFirst().payload().copy()).isEqualTo(file);
    assertThat(pictures.getFirst().parameters().width()).isEqualTo(2560);
  }

  @Test
  void packet_lossInside_leavesThatPictureOutAndTellsTheNext() {
    byte[] file = file(64, 48);
    byte[] scan = scan(file);
    sender.send(1, false, payload(1, 255, 64, 48, 0, withTables(tables(file)), scan));
    sender.lose(1);
    sender.send(1, true, payload(1, 255, 64, 48, scan.length + 9, new byte[0], scan));
    send(2, file, 64, 48);
    assertThat(pictures).extracting(CodedPicture::timestamp).containsExactly(2);
    assertThat(pictures.getFirst().lostPackets()).isEqualTo(1);
    assertThat(depacketizer.damaged()).isEqualTo(1);
  }

  @Test
  void packet_lossOfTheHead_leavesThatPictureOut() {
    byte[] file = file(64, 48);
    sender.send(1, true, payload(1, 255, 64, 48, 500, new byte[0], scan(file)));
    send(2, file, 64, 48);
    assertThat(pictures).extracting(CodedPicture::timestamp).containsExactly(2);
    assertThat(depacketizer.damaged()).isEqualTo(1);
  }

  @Test
  void packet_noMarkers_timestampsPart() {
    byte[] scan = scan(file(64, 48));
    for (int i = 1; i < 4; i++) {
      sender.send(i, false, payload(1, 80, 64, 48, 0, new byte[0], scan));
    }
    assertThat(pictures).extracting(CodedPicture::timestamp).containsExactly(1, 2);
  }

  @Test
  void packet_reservedTypeQOrShortHeader_isLeftOut() {
    byte[] scan = scan(file(64, 48));
    sender.send(1, true, payload(2, 80, 64, 48, 0, new byte[0], scan));
    sender.send(2, true, payload(1, 0, 64, 48, 0, new byte[0], scan));
    sender.send(3, true, payload(1, 120, 64, 48, 0, new byte[0], scan));
    sender.send(4, true, new byte[] {1, 2, 3});
    sender.send(5, true, payload(65, 80, 64, 48, 0, new byte[0], new byte[] {1}));
    sender.send(6, true, payload(1, 255, 64, 48, 0, new byte[] {0, 0, 9, 9}, scan));
    assertThat(pictures).isEmpty();
    assertThat(depacketizer.undecodable()).isEqualTo(3);
    assertThat(depacketizer.malformed()).isEqualTo(3);
  }
}
