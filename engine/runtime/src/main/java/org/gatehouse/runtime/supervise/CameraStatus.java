package org.gatehouse.runtime.supervise;

import java.time.Duration;
import java.time.Instant;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * How a camera is, at one moment. Immutable.
 *
 * @param since when it came into this state
 * @param detail what a person should know about it, with the way out if something is wrong; never a
 *     secret
 * @param place what it shares with other cameras
 * @param parameters of the last access unit; null before the first
 * @param sound format of what was heard last; null if nothing ever was
 * @param framesPerSecond over about the last second; 0 unless streaming
 * @param bitsPerSecond read from the socket, over about the last second; 0 unless streaming
 * @param reconnects sessions opened after the first one
 * @param bytes read from the socket since the start
 * @param accessUnits published since the start
 * @param lostPackets known to be missing since the start
 * @param garbageBytes skipped since the start, because they were neither RTSP nor media
 * @param clockDifference the camera's clock minus ours, as it last told; null if it never did
 */
public record CameraStatus(
    CameraId id,
    State state,
    Instant since,
    String detail,
    Place place,
    @Nullable ParameterSets parameters,
    @Nullable AudioFormat sound,
    double framesPerSecond,
    double bitsPerSecond,
    long reconnects,
    long bytes,
    long accessUnits,
    long lostPackets,
    long garbageBytes,
    @Nullable Duration clockDifference) {
  /** True while access units arrive. */
  public boolean receiving() {
    return state == State.STREAMING || state == State.FROZEN;
  }

  /** The states that an operator tells apart. */
  public enum State {
    /** A session is being opened, or waits for its first picture. */
    CONNECTING,
    /** Pictures arrive. */
    STREAMING,
    /** Pictures arrive, but they stand still: the camera's sensor or encoder hangs. */
    FROZEN,
    /** Pictures stopped coming; it is tried again soon. */
    STALLED,
    /** The last session ended or could not be opened; it is tried again soon. */
    WAITING,
    /** It is not tried again without a person. */
    FAILED,
    /** Nobody wants its pictures now; it is opened when somebody does. */
    IDLE,
    /** The supervisor was closed. */
    STOPPED
  }
}
