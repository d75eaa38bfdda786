package org.gatehouse.contract.camera;

/**
 * Holds subscriptions to what cameras notice by themselves, apart from their streams. Found by
 * ServiceLoader; thread-safe. Closing it ends what feeds are left.
 */
public interface NoticeFeeds extends AutoCloseable {
  /** Hears of one camera, on a thread of the feed's own; may block. */
  interface Listener {
    /** The subscription stands; told again after each fault that was overcome. */
    default void onSubscribed() {}

    /** It was found out whether the camera can be turned or zoomed. */
    default void onTurns(boolean turns) {}

    /** The camera noticed something. */
    void onNotice(CameraNotice notice);

    /**
     * The subscription was lost or refused.
     *
     * @param gaveUp true if the feed gave up, because another attempt could lock the account or
     *     cannot succeed: it waits for a person
     */
    void onFault(CameraFault fault, boolean gaveUp);
  }

  /** A subscription that is kept up until it is closed. */
  interface Feed extends AutoCloseable {
    /** Leaves politely, in the background; nothing is told any more once this returns. */
    @Override
    void close();
  }

  /**
   * Starts to keep up a subscription; returns at once.
   *
   * @param guard is asked each time before credentials are sent that the camera has not taken yet;
   *     while it says no, the feed waits and asks again
   */
  Feed watch(DeviceSpec spec, LoginGuard guard, Listener listener);

  @Override
  void close();
}
