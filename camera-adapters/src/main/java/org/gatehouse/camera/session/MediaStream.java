package org.gatehouse.camera.session;

import org.gatehouse.camera.rtsp.TransportHeader;

/**
 * A media stream that SETUP agreed on. Packets are told apart by channel numbers; those of
 * datagrams are our own.
 *
 * @param agreed the camera's Transport header
 */
record MediaStream(StreamPlan plan, int rtpChannel, int rtcpChannel, TransportHeader agreed) {
  /** The highest channel number there is. */
  static final int MOST_CHANNELS = 256;
}
