package org.gatehouse.camera.simulator.fleet;

/**
 * What a camera shows, picture after picture: its clip from its own start on, or, while it is
 * frozen, one group again and again or another clip. Pure state; not thread-safe.
 */
final class PictureFeed {
  private final PackedClip own;
  private final GopOrder order;
  private final long seed;
  private PackedClip clip;
  private GopOrder shown;
  private boolean looping;
  private int gop;
  private int picture;

  /**
   * Of a clip.
   *
   * @param firstGop where the camera starts
   * @param seed of the order after the first pass
   */
  PictureFeed(PackedClip clip, int firstGop, long seed) {
    this.own = clip;
    this.clip = clip;
    this.seed = seed;
    this.order = new GopOrder(clip.gops(), firstGop, seed);
    this.shown = order;
    this.gop = shown.next();
    this.picture = clip.gopStart(gop) - 1;
  }

  /** Moves to the next picture; the first call comes to the first one. */
  void next() {
    picture++;
    if (picture == clip.gopEnd(gop)) {
      gop = looping ? gop : shown.next();
      picture = clip.gopStart(gop);
    }
  }

  /** Shows the group at hand for ever, byte for byte. */
  void loop() {
    looping = true;
  }

  /** Shows another clip from its next picture on. */
  void show(PackedClip other) {
    jump(other, new GopOrder(other.gops(), Math.floorMod((int) seed, other.gops()), seed));
  }

  /** Goes on as if nothing had been. */
  void resume() {
    looping = false;
    if (clip != own) {
      jump(own, order);
    }
  }

  private void jump(PackedClip to, GopOrder in) {
    clip = to;
    shown = in;
    gop = in.next();
    picture = to.gopStart(gop) - 1;
  }

  PackedClip clip() {
    return clip;
  }

  int picture() {
    return picture;
  }

  boolean key() {
    return picture == clip.gopStart(gop);
  }
}
