package org.gatehouse.camera.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.camera.packing.NalCodec;
import org.gatehouse.camera.rtp.h264.NalType;
import org.gatehouse.camera.rtp.h264.Sps;
import org.gatehouse.camera.rtp.h265.H265NalType;
import org.gatehouse.camera.rtp.h265.H265Sps;
import org.gatehouse.camera.rtp.nal.AnnexB;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * Makes a track of an H.264 or H.265 byte stream (annex B) of one resolution without reordered
 * pictures, such as {@code ffmpeg -c:v copy -f h264} writes. Not thread-safe; used up by one call.
 */
public final class AnnexBTrack {
  private final NalCodec codec;
  private final long ticksPerPicture;
  private final List<Sample> samples = new ArrayList<>();
  private final ByteArrayOutputStream picture = new ByteArrayOutputStream();
  private final Map<Integer, byte[]> sets = new TreeMap<>();
  private boolean hasSlice;
  private boolean key;

  private AnnexBTrack(NalCodec codec, long ticksPerPicture) {
    this.codec = codec;
    this.ticksPerPicture = ticksPerPicture;
  }

  /**
   * Reads a whole H.264 stream.
   *
   * @param ticksPerPicture 1/90000 s between pictures, 3600 for 25 a second
   * @throws IllegalArgumentException if there are no parameter sets or no key picture at its start
   */
  public static VideoTrack read(byte[] stream, long ticksPerPicture) {
    return read(NalCodec.H264, stream, ticksPerPicture);
  }

  /**
   * Reads a whole stream.
   *
   * @param ticksPerPicture 1/90000 s between pictures, 3600 for 25 a second
   * @throws IllegalArgumentException if there are no parameter sets or no key picture at its start
   */
  public static VideoTrack read(NalCodec codec, byte[] stream, long ticksPerPicture) {
    AnnexBTrack track = new AnnexBTrack(codec, ticksPerPicture);
    for (byte[] nal : AnnexB.split(stream, 0, stream.length)) {
      track.add(nal);
    }
    track.endPicture();
    return new VideoTrack(track.parameters(), track.samples);
  }

  private void add(byte[] nal) {
    int type = codec.type(nal);
    boolean slice = codec.slice(type);
    if (hasSlice && (!slice || codec.firstSlice(nal))) {
      endPicture();
    }
    if (codec.parameters(type)) {
      sets.putIfAbsent(type, nal);
    } else if (!codec.dispensable(type)) {
      picture.writeBytes(ByteBuffer.allocate(4).putInt(nal.length).array());
      picture.writeBytes(nal);
      hasSlice |= slice;
      key |= codec.key(type);
    }
  }

  private void endPicture() {
    if (hasSlice) {
      samples.add(new Sample(samples.size() * ticksPerPicture, key, picture.toByteArray()));
    }
    picture.reset();
    hasSlice = false;
    key = false;
  }

  private ParameterSets parameters() {
    @Nullable ParameterSets read = codec == NalCodec.H264 ? h264() : h265();
    if (read == null) {
      throw new IllegalArgumentException("no readable parameter sets in the stream");
    }
    return read;
  }

  private @Nullable ParameterSets h264() {
    byte[] sps = sets.get(NalType.SPS);
    byte[] pps = sets.get(NalType.PPS);
    Sps parsed = sps == null ? null : Sps.parse(sps);
    return sps == null || pps == null || parsed == null
        ? null
        : ParameterSets.h264(sps, pps, parsed.width(), parsed.height());
  }

  private @Nullable ParameterSets h265() {
    byte[] vps = sets.get(H265NalType.VPS);
    byte[] sps = sets.get(H265NalType.SPS);
    byte[] pps = sets.get(H265NalType.PPS);
    H265Sps parsed = sps == null ? null : H265Sps.parse(sps);
    return vps == null || sps == null || pps == null || parsed == null
        ? null
        : ParameterSets.h265(vps, sps, pps, parsed.width(), parsed.height());
  }
}
