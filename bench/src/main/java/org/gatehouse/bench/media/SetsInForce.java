package org.gatehouse.bench.media;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.camera.packing.NalCodec;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * The parameter sets by which a file's pictures are coded, as it is read: one of each kind, for a
 * simulated camera tells no more. Not thread-safe.
 */
final class SetsInForce {
  private static final int H265_VPS = 32;
  private static final int H265_SPS = 33;
  private static final int H265_PPS = 34;

  private final NalCodec codec;
  private final int width;
  private final int height;
  private final Map<Integer, byte[]> sets = new TreeMap<>();

  SetsInForce(NalCodec codec, int width, int height) {
    this.codec = codec;
    this.width = width;
    this.height = height;
  }

  /**
   * Takes those among some units that stand together in the file.
   *
   * @param change whether others than before may come here, as before a key picture
   * @return false if these pictures need more than one of a kind, or another at another place
   */
  boolean take(List<byte[]> units, boolean change) {
    Map<Integer, byte[]> taken = new TreeMap<>();
    for (byte[] unit : units) {
      int type = codec.type(unit);
      if (codec.parameters(type)) {
        byte[] other = taken.put(type, unit);
        byte[] before = sets.get(type);
        boolean several = other != null && !Arrays.equals(other, unit);
        if (several || (!change && before != null && !Arrays.equals(before, unit))) {
          return false;
        }
      }
    }
    sets.putAll(taken);
    return true;
  }

  /** Those in force; null until there is one of each kind. */
  @Nullable ParameterSets parameters() {
    if (codec == NalCodec.H264) {
      byte[] sps = sets.get(NalUnits.SPS);
      byte[] pps = sets.get(NalUnits.PPS);
      return sps == null || pps == null ? null : ParameterSets.h264(sps, pps, width, height);
    }
    byte[] vps = sets.get(H265_VPS);
    byte[] sps = sets.get(H265_SPS);
    byte[] pps = sets.get(H265_PPS);
    return vps == null || sps == null || pps == null
        ? null
        : ParameterSets.h265(vps, sps, pps, width, height);
  }
}
