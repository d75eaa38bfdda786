package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_ALAW;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_MULAW;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.javacpp.BytePointer;

/**
 * How sound is coded, all that must stay the same within one track.
 *
 * @param codec FFmpeg's number of the codec
 * @param config what a decoder must know beforehand
 */
record SoundFormat(int codec, int rate, int channels, byte[] config) {
  static SoundFormat of(AVCodecParameters parameters) {
    byte[] config = new byte[parameters.extradata_size()];
    if (config.length > 0) {
      parameters.extradata().get(config);
    }
    return new SoundFormat(
        parameters.codec_id(),
        parameters.sample_rate(),
        parameters.ch_layout().nb_channels(),
        config);
  }

  /** Whether MP4 has an entry for it. */
  boolean fitsMp4() {
    return codec == AV_CODEC_ID_AAC || codec == AV_CODEC_ID_OPUS;
  }

  /** Whether it is G.711 of one channel, which becomes AAC. */
  boolean isTelephone() {
    return (codec == AV_CODEC_ID_PCM_ALAW || codec == AV_CODEC_ID_PCM_MULAW) && channels == 1;
  }

  /** Describes it to a file. */
  void describe(AVCodecParameters parameters) {
    parameters.codec_type(AVMEDIA_TYPE_AUDIO).codec_id(codec).codec_tag(0).sample_rate(rate);
    av_channel_layout_default(parameters.ch_layout(), channels);
    if (config.length > 0) {
      BytePointer bytes =
          new BytePointer(av_mallocz((long) config.length + AV_INPUT_BUFFER_PADDING_SIZE));
      bytes.put(config);
      parameters.extradata(bytes).extradata_size(config.length);
    }
  }

  /** The codec's name. */
  String name() {
    return avcodec_get_name(codec).getString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SoundFormat that
        && that.codec == codec
        && that.rate == rate
        && that.channels == channels
        && Arrays.equals(that.config, config);
  }

  @Override
  public int hashCode() {
    return 31 * codec + Arrays.hashCode(config);
  }

  @Override
  public String toString() {
    return name() + " " + rate + " Hz";
  }
}
