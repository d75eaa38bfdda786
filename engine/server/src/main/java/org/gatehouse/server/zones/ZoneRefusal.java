package org.gatehouse.server.zones;

import org.gatehouse.contract.media.CameraId;

/** Why zones are not saved, in words for whoever drew them. */
public final class ZoneRefusal extends Exception {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  /** What is to be done about it. */
  public enum Kind {
    /** There is no such camera. */
    UNKNOWN,
    /** Somebody saved another state meanwhile: look at that first. */
    STALE,
    /** The key stands in a file that is not written here. */
    FIXED,
    /** The site's other files must be mended first. */
    SITE_BROKEN,
    /** The camera cannot have these. */
    UNFIT,
    /** The disk does not take it. */
    NOT_WRITTEN
  }

  ZoneRefusal(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static ZoneRefusal unknown(CameraId camera) {
    return new ZoneRefusal(Kind.UNKNOWN, "there is no camera " + camera);
  }

  /** What is to be done about it. */
  public Kind kind() {
    return kind;
  }
}
