package org.gatehouse.contract.storage;

/** Why a stretch of video (or of its sound alone) is missing. {@link #code} stands in files. */
public enum GapCause {
  /** Nobody knows: no segment tells, and the engine did not note it. */
  UNKNOWN(0, "the cause is not known"),
  /** The camera was off, unreachable, or refused us. */
  CAMERA_OFF(1, "the camera was off or unreachable"),
  /** The connection stood, but no pictures came. */
  STALLED(2, "the camera stopped sending pictures"),
  /** The stream was interrupted, or the camera's clock jumped. */
  STREAM(3, "the stream was interrupted, or its clock jumped"),
  /** The recorder fell behind its ring. */
  BEHIND(4, "the recorder fell behind and skipped to a key frame"),
  /** The volume was full. */
  DISK_FULL(5, "the volume was full"),
  /** The volume failed otherwise, or was gone. */
  DISK_FAILED(6, "the volume failed or was gone"),
  /** Left out on purpose, so that more important streams could be kept. */
  SHED(7, "left out because the disk was too slow for all"),
  /** The engine was not running. */
  RESTART(8, "the engine was not running"),
  /** The machine's own clock was set. */
  CLOCK_STEP(9, "the server's clock was set"),
  /** By plan: schedule, event mode, or recording switched off. */
  NOT_WANTED(10, "recording was not wanted then"),
  /** It was there and was deleted by retention. */
  DELETED(11, "it was deleted by retention");

  private final int code;
  private final String words;

  GapCause(int code, String words) {
    this.code = code;
    this.words = words;
  }

  /** Its number in files, 0 to 255; never changes. */
  public int code() {
    return code;
  }

  /** The cause with that number; {@link #UNKNOWN} if there is none. */
  public static GapCause of(int code) {
    for (GapCause cause : values()) {
      if (cause.code == code) {
        return cause;
      }
    }
    return UNKNOWN;
  }

  /** In words, for people. */
  @Override
  public String toString() {
    return words;
  }
}
