package org.gatehouse.bench.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;

import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.gatehouse.camera.packing.NalCodec;
import org.jspecify.annotations.Nullable;

/**
 * How a file holds NAL units.
 *
 * @param lengthSize bytes of the length before each; 0 for start codes
 * @param sets what its header tells before the first picture
 */
record NalLayout(NalCodec codec, int lengthSize, List<byte[]> sets) {
  private static final int AVC_LENGTH_SIZE_AT = 4;
  private static final int AVC_LEAST = 7;
  private static final int HEVC_LEAST = 23;

  /** Null for another codec, or where the header tells nothing. */
  static @Nullable NalLayout of(AVCodecParameters parameters) {
    int id = parameters.codec_id();
    boolean hevc = id == AV_CODEC_ID_HEVC;
    if (!hevc && id != AV_CODEC_ID_H264) {
      return null;
    }
    byte[] header = new byte[Math.max(0, parameters.extradata_size())];
    if (header.length < AVC_LEAST) {
      return null;
    }
    parameters.extradata().get(header);
    NalCodec codec = hevc ? NalCodec.H265 : NalCodec.H264;
    if (header[0] == 0) {
      return new NalLayout(codec, 0, NalUnits.ofAnnexB(header));
    }
    if (!hevc) {
      int size = (header[AVC_LENGTH_SIZE_AT] & 3) + 1;
      return new NalLayout(codec, size, AvcConfiguration.parameterSets(header));
    }
    if (header.length < HEVC_LEAST) {
      return null;
    }
    int size = (header[HevcConfiguration.LENGTH_SIZE_AT] & 3) + 1;
    return new NalLayout(codec, size, HevcConfiguration.parameterSets(header));
  }

  /** The NAL units of a picture. */
  List<byte[]> units(byte[] sample) {
    return lengthSize > 0 ? NalUnits.ofLengths(sample, lengthSize) : NalUnits.ofAnnexB(sample);
  }
}
