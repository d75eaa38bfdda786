package org.gatehouse.camera.rtp.h265;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.gatehouse.camera.rtp.nal.AnnexB;
import org.gatehouse.camera.rtp.nal.BitReader;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * The parameter sets in force: from the SDP at first, then whatever comes in-band. A set that
 * cannot be read, or is longer than 65,535 bytes, never replaces one that can. Not thread-safe.
 */
public final class H265Parameters {
  private static final Base64.Decoder BASE64 = Base64.getMimeDecoder();
  private static final int HEADER = 2;

  /** The longest set that an MP4 file can hold, bytes (ISO/IEC 14496-15 §8.3.3.1). */
  private static final int LONGEST = 65_535;

  private byte @Nullable [] vps;
  private byte @Nullable [] sps;
  private byte @Nullable [] pps;
  private @Nullable H265Sps parsedSps;
  private int ppsId;
  private @Nullable ParameterSets current;

  /**
   * Takes sprop-vps, sprop-sps and sprop-pps, RFC 7798 §7.1. Cameras that tell only some of them
   * tell wrong ones: all are left alone then, and those in the stream waited for.
   */
  public void offerFromSdp(String spropVps, String spropSps, String spropPps) {
    List<byte[]> nals = new ArrayList<>();
    for (String sprop : List.of(spropVps, spropSps, spropPps)) {
      List<byte[]> some = decode(sprop);
      if (some.isEmpty()) {
        return;
      }
      nals.addAll(some);
    }
    nals.forEach(this::offer);
  }

  private static List<byte[]> decode(String sprop) {
    List<byte[]> nals = new ArrayList<>();
    for (String part : sprop.split(",", -1)) {
      try {
        byte[] decoded = BASE64.decode(part);
        nals.addAll(AnnexB.split(decoded, 0, decoded.length));
      } catch (IllegalArgumentException e) {
        return List.of();
      }
    }
    return nals;
  }

  /**
   * Takes one parameter set.
   *
   * @return false if it must travel on inside the stream: a picture parameter set besides the one
   *     that is told apart
   */
  boolean offer(byte[] nal) {
    if (nal.length <= HEADER) {
      return true;
    }
    byte[] set = trimmed(nal);
    if (set.length > LONGEST) {
      return H265NalType.isParameterSet(H265NalType.of(nal[0]));
    }
    return switch (H265NalType.of(nal[0])) {
      case H265NalType.VPS -> offerVps(set);
      case H265NalType.SPS -> offerSps(set);
      case H265NalType.PPS -> offerPps(set);
      default -> false;
    };
  }

  private boolean offerVps(byte[] nal) {
    if (!Arrays.equals(nal, vps)) {
      vps = nal;
      renew();
    }
    return true;
  }

  private boolean offerSps(byte[] nal) {
    if (!Arrays.equals(nal, sps)) {
      H265Sps parsed = H265Sps.parse(nal);
      if (parsed != null) {
        parsedSps = parsed;
        sps = nal;
        renew();
      }
    }
    return true;
  }

  private boolean offerPps(byte[] nal) {
    if (Arrays.equals(nal, pps)) {
      return true;
    }
    int id = new BitReader(nal, HEADER).unsigned();
    if (pps != null && id != ppsId) {
      return false;
    }
    ppsId = id;
    pps = nal;
    renew();
    return true;
  }

  private void renew() {
    if (vps != null && sps != null && pps != null && parsedSps != null) {
      current = ParameterSets.h265(vps, sps, pps, parsedSps.width(), parsedSps.height());
    }
  }

  /** Some cameras send zeros after a set, which belong to no set (H.265 §B.2). */
  private static byte[] trimmed(byte[] nal) {
    int end = nal.length;
    while (end > HEADER && nal[end - 1] == 0) {
      end--;
    }
    return end == nal.length ? nal : Arrays.copyOf(nal, end);
  }

  /** The sets in force; null as long as one is missing. */
  public @Nullable ParameterSets current() {
    return current;
  }
}
