package org.gatehouse.contract.camera;

/** How the media of a session travels. */
public enum Transport {
  /** Interleaved on the RTSP connection; datagrams where the camera does not offer that. */
  AUTO,
  /** Interleaved on the RTSP connection only. */
  TCP,
  /** Datagrams to us first; interleaved where none arrive. */
  UDP,
  /** Datagrams to a group that the camera names; unicast where it offers none. */
  MULTICAST
}
