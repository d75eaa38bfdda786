package org.gatehouse.camera.simulator.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.gatehouse.camera.packing.NalCodec;
import org.gatehouse.camera.packing.NalPacking;
import org.gatehouse.camera.packing.Packing;

/**
 * A camera that hands what its coder gave to the payload format whole: parameter sets and slices in
 * the byte stream form of annex B, as if they were one NAL unit. Other pictures are as they should
 * be.
 */
public record ByteStreamPacking(NalCodec codec) implements Packing {
  private static final byte[] START_CODE = {0, 0, 0, 1};

  @Override
  public void pack(byte[] unit, List<byte[]> before, Sink sink) {
    NalPacking right = new NalPacking(codec);
    if (before.isEmpty()) {
      right.pack(unit, before, sink);
      return;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] set : before) {
      all.writeBytes(set);
      all.writeBytes(START_CODE);
    }
    List<byte[]> nals = NalPacking.nals(unit);
    for (int i = 0; i < nals.size(); i++) {
      all.writeBytes(i == 0 ? new byte[0] : START_CODE);
      all.writeBytes(nals.get(i));
    }
    ByteBuffer one = ByteBuffer.allocate(Integer.BYTES + all.size());
    right.pack(one.putInt(all.size()).put(all.toByteArray()).array(), List.of(), sink);
  }
}
