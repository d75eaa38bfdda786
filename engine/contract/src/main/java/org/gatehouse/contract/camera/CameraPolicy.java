package org.gatehouse.contract.camera;

/**
 * A tolerance that must be asked for, because it would harm with other cameras. Whatever harms none
 * is always tolerated and stands in no list; see {@code docs/cameras.md}.
 */
public enum CameraPolicy {
  /** Stay with the session id of the first SETUP although a later one names another. */
  FIRST_SESSION_ID,
  /** Take any certificate over RTSPS; cameras bring self-signed ones. */
  TRUST_ANY_CERTIFICATE,
  /** Take media datagrams from any address, for cameras that send from another than they named. */
  ANY_DATAGRAM_SOURCE
}
