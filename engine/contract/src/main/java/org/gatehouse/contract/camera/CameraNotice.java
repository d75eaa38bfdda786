package org.gatehouse.contract.camera;

/**
 * Something a camera noticed by itself and told, by an ONVIF metadata stream or event subscription.
 * The topics are a closed list on purpose: what is not in it is dropped unread.
 *
 * @param source the camera's own name of the sensor, input or rule; at most 64 characters
 * @param active whether it begins or ends
 * @param epochMicros server time of arrival
 */
public record CameraNotice(Topic topic, String source, boolean active, long epochMicros) {
  /** What may be told. */
  public enum Topic {
    /** Something moves in the picture. */
    MOTION,
    /** The camera was covered, moved or defocused. */
    TAMPER,
    /** An electric input changed. */
    DIGITAL_INPUT
  }
}
