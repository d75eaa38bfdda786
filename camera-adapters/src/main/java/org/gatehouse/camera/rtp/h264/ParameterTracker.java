package org.gatehouse.camera.rtp.h264;

import java.util.Arrays;
import java.util.Base64;
import org.gatehouse.camera.rtp.nal.AnnexB;
import org.gatehouse.camera.rtp.nal.BitReader;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * The parameter sets in force: from the SDP at first, then whatever comes in-band. A set that
 * cannot be read, or is longer than 65,535 bytes, never replaces one that can. Not thread-safe.
 */
public final class ParameterTracker {
  private static final Base64.Decoder BASE64 = Base64.getMimeDecoder();

  /** The longest set that an MP4 file can hold, bytes (ISO/IEC 14496-15 §5.3.3.1). */
  private static final int LONGEST = 65_535;

  private byte @Nullable [] spsNal;
  private byte @Nullable [] ppsNal;
  private @Nullable Sps sps;
  private int ppsId;
  private @Nullable ParameterSets current;

  /**
   * Takes the value of sprop-parameter-sets, RFC 6184 §8.1; what is no parameter set is left out.
   */
  public void offerFromSdp(String sprop) {
    for (String part : sprop.split(",", -1)) {
      byte[] decoded = decode(part);
      for (byte[] nal : AnnexB.split(decoded, 0, decoded.length)) {
        offer(nal);
      }
    }
  }

  private static byte[] decode(String base64) {
    try {
      return BASE64.decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /**
   * Takes one parameter set.
   *
   * @return false if it must travel on inside the stream: a picture parameter set besides the one
   *     that is told apart
   */
  boolean offer(byte[] nal) {
    return switch (NalType.of(nal[0])) {
      case NalType.SPS -> offerSps(trimmed(nal));
      case NalType.PPS -> offerPps(trimmed(nal));
      default -> false;
    };
  }

  private boolean offerSps(byte[] nal) {
    if (nal.length <= LONGEST && !Arrays.equals(nal, spsNal)) {
      Sps parsed = Sps.parse(nal);
      if (parsed != null) {
        sps = parsed;
        spsNal = nal;
        renew();
      }
    }
    return true;
  }

  private boolean offerPps(byte[] nal) {
    if (nal.length < 2 || nal.length > LONGEST || Arrays.equals(nal, ppsNal)) {
      return true;
    }
    int id = new BitReader(nal, 1).unsigned();
    if (ppsNal != null && id != ppsId) {
      return false;
    }
    ppsId = id;
    ppsNal = nal;
    renew();
    return true;
  }

  private void renew() {
    if (sps != null && spsNal != null && ppsNal != null) {
      current = ParameterSets.h264(spsNal, ppsNal, sps.width(), sps.height());
    }
  }

  /** Some cameras send zeros after a set, which belong to no set (H.264 §B.1). */
  private static byte[] trimmed(byte[] nal) {
    int end = nal.length;
    while (end > 1 && nal[end - 1] == 0) {
      end--;
    }
    return end == nal.length ? nal : Arrays.copyOf(nal, end);
  }

  /** The sets in force; null as long as one is missing. */
  public @Nullable ParameterSets current() {
    return current;
  }
}
