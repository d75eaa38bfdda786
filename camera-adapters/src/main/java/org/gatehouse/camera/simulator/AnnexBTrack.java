package org.gatehouse.camera.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.camera.rtp.h264.NalType;
import org.gatehouse.camera.rtp.h264.Sps;
import org.gatehouse.camera.rtp.nal.AnnexB;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * Makes a track of an H.264 byte stream (annex B) of one resolution without reordered pictures,
 * such as {@code ffmpeg -c:v copy -f h264} writes. Not thread-safe; used up by one call.
 */
public final class AnnexBTrack {
  private static final int FIRST_SLICE_BIT = 0x80;

  private final long ticksPerPicture;
  private final List<Sample> samples = new ArrayList<>();
  private final ByteArrayOutputStream picture = new ByteArrayOutputStream();
  private boolean hasSlice;
  private boolean key;
  private byte @Nullable [] sps;
  private byte @Nullable [] pps;

  private AnnexBTrack(long ticksPerPicture) {
    this.ticksPerPicture = ticksPerPicture;
  }

  /**
   * Reads a whole stream.
   *
   * @param ticksPerPicture 1/90000 s between pictures, 3600 for 25 a second
   * @throws IllegalArgumentException if there are no parameter sets or no key picture at its start
   */
  public static VideoTrack read(byte[] stream, long ticksPerPicture) {
    AnnexBTrack track = new AnnexBTrack(ticksPerPicture);
    for (byte[] nal : AnnexB.split(stream, 0, stream.length)) {
      track.add(nal);
    }
    track.endPicture();
    return track.build();
  }

  private void add(byte[] nal) {
    int type = NalType.of(nal[0]);
    boolean slice = NalType.isSlice(type);
    boolean firstSlice = slice && nal.length > 1 && (nal[1] & FIRST_SLICE_BIT) != 0;
    if (hasSlice && (!slice || firstSlice)) {
      endPicture();
    }
    switch (type) {
      case NalType.SPS -> sps = sps == null ? nal : sps;
      case NalType.PPS -> pps = pps == null ? nal : pps;
      case NalType.DELIMITER -> {}
      default -> {
        picture.writeBytes(ByteBuffer.allocate(4).putInt(nal.length).array());
        picture.writeBytes(nal);
        hasSlice |= slice;
        key |= type == NalType.IDR;
      }
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

  private VideoTrack build() {
    Sps parsed = sps == null ? null : Sps.parse(sps);
    if (sps == null || pps == null || parsed == null) {
      throw new IllegalArgumentException("no readable parameter sets in the stream");
    }
    ParameterSets sets = ParameterSets.h264(sps, pps, parsed.width(), parsed.height());
    return new VideoTrack(sets, samples);
  }
}
