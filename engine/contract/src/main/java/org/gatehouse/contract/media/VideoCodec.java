package org.gatehouse.contract.media;

/** Video codings that a camera stream may carry. */
public enum VideoCodec {
  H264,
  H265,
  MJPEG
}
