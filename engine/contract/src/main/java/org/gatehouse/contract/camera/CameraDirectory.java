package org.gatehouse.contract.camera;

/**
 * Finds cameras on a network and asks one what it is. Found by ServiceLoader; thread-safe. Calls
 * block their thread until all is told, which a virtual thread does not mind; interrupting it ends
 * the call.
 */
public interface CameraDirectory {
  /** What is told while a search runs, from several threads but never from two at once. */
  interface Listener {
    /** A camera answered; each is told once. */
    void onFound(FoundCamera camera);

    /**
     * A sweep came on.
     *
     * @param asked addresses that answered or did not within their time
     * @param total addresses to ask
     */
    default void onProgress(int asked, int total) {}

    /** Something that could not be understood or done; the search goes on. */
    default void onProblem(String where, String seen) {}
  }

  /**
   * Searches until the request's time is over and all addresses were asked.
   *
   * @throws IllegalArgumentException if the request's network or ports make no sense, in words for
   *     the person who typed them
   */
  void discover(DiscoveryRequest request, Listener listener) throws InterruptedException;

  /**
   * Asks one camera what it is, and whether video arrives. What the camera refuses or does not
   * offer is among the report's faults; the rest is told all the same.
   *
   * @throws IllegalArgumentException if the target is neither a host nor an http, https or rtsp URL
   */
  ProbeReport probe(ProbeRequest request) throws InterruptedException;
}
