package org.gatehouse.bench.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.gatehouse.camera.packing.NalCodec;
import org.gatehouse.camera.simulator.fleet.ClipPacker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipUnitsTest {
  private static final byte[] SPS = {0x67, 0x64, 0, 0x0c, 1};
  private static final byte[] PPS = {0x68, 2, 3};

  @TempDir Path folder;

  @Test
  void read_packedStream_givesThePicturesBack() throws IOException {
    byte[] key = slice(0x65, 5_000);
    byte[] small = slice(0x41, 300);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (byte[] nal : new byte[][] {SPS, PPS, key, small}) {
      stream.writeBytes(new byte[] {0, 0, 0, 1});
      stream.writeBytes(nal);
    }
    Path clip = folder.resolve("a.clip");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(clip))) {
      ClipPacker.pack(
          NalCodec.H264, 25, new ByteArrayInputStream(stream.toByteArray()), out, done -> {});
    }

    ClipUnits units = ClipUnits.read(clip);
    assertThat(units.pictures()).extracting(ClipUnits.Picture::key).containsExactly(true, false);
    assertThat(units.pictures().get(0).avcc()).isEqualTo(avcc(key));
    assertThat(units.pictures().get(1).avcc()).isEqualTo(avcc(small));
    assertThat(units.keyAt(0.9)).isZero();
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    units.writeStream(again);
    assertThat(again.toByteArray()).isEqualTo(stream.toByteArray());
  }

  /** Its second byte begins with a one: the first slice of a picture. */
  private static byte[] slice(int header, int length) {
    byte[] nal = new byte[length];
    Arrays.fill(nal, (byte) 0x5a);
    nal[0] = (byte) header;
    nal[1] = (byte) 0x88;
    return nal;
  }

  private static byte[] avcc(byte[] nal) {
    return ByteBuffer.allocate(4 + nal.length).putInt(nal.length).put(nal).array();
  }
}
