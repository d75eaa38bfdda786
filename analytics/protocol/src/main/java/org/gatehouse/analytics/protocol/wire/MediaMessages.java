package org.gatehouse.analytics.protocol.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import org.gatehouse.analytics.messages.Codec;
import org.gatehouse.analytics.messages.MediaUnit;
import org.gatehouse.analytics.messages.StreamParameters;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.VideoCodec;

/** Access units as messages and back. */
public final class MediaMessages {
  private MediaMessages() {}

  /**
   * As message; the payload is not copied, which is safe as nobody may change it.
   *
   * @param withParameters whether the other end needs to be told the parameter sets
   */
  public static MediaUnit toMessage(int lane, long seq, AccessUnit unit, boolean withParameters) {
    MediaUnit.Builder message =
        MediaUnit.newBuilder()
            .setLane(lane)
            .setSeq(seq)
            .setEpochMicros(unit.epochMicros())
            .setTicks(unit.ticks())
            .setRandomAccess(unit.randomAccess())
            .setLostPackets(unit.lostPackets())
            .setPayload(UnsafeByteOperations.unsafeWrap(unit.payload().buffer()));
    if (withParameters) {
      message.setParameters(toMessage(unit.parameters()));
    }
    return message.build();
  }

  /** From a message, with the parameter sets last told on its lane. */
  public static AccessUnit fromMessage(MediaUnit message, ParameterSets parameters) {
    return new AccessUnit(
        parameters,
        message.getEpochMicros(),
        message.getTicks(),
        message.getRandomAccess(),
        message.getLostPackets(),
        message.getPayload().toByteArray());
  }

  /**
   * From a message.
   *
   * @throws ProtocolException if it names a codec that this version does not know
   */
  public static ParameterSets fromMessage(StreamParameters message) throws ProtocolException {
    return new ParameterSets(
        codec(message.getCodec()),
        message.getVps().toByteArray(),
        message.getSps().toByteArray(),
        message.getPps().toByteArray(),
        message.getWidth(),
        message.getHeight());
  }

  private static VideoCodec codec(Codec codec) throws ProtocolException {
    return switch (codec) {
      case CODEC_UNSPECIFIED, CODEC_H264 -> VideoCodec.H264;
      case CODEC_H265 -> VideoCodec.H265;
      case CODEC_MJPEG -> VideoCodec.MJPEG;
      case UNRECOGNIZED -> throw new ProtocolException("unknown codec of a stream");
    };
  }

  private static Codec codec(VideoCodec codec) {
    return switch (codec) {
      case H264 -> Codec.CODEC_H264;
      case H265 -> Codec.CODEC_H265;
      case MJPEG -> Codec.CODEC_MJPEG;
    };
  }

  /** As message. */
  public static StreamParameters toMessage(ParameterSets parameters) {
    return StreamParameters.newBuilder()
        .setCodec(codec(parameters.codec()))
        .setVps(ByteString.copyFrom(parameters.vps()))
        .setSps(ByteString.copyFrom(parameters.sps()))
        .setPps(ByteString.copyFrom(parameters.pps()))
        .setWidth(parameters.width())
        .setHeight(parameters.height())
        .build();
  }
}
