package org.gatehouse.camera.simulator.media;

/** What a network does to datagrams. */
public interface Network {
  /** Does nothing to them. */
  Network GOOD = new Bad(0, 0);

  /** Every so many-th is lost; 0 for none. */
  int lose();

  /** Every so many-th comes after the next one; 0 for none. */
  int swap();

  /** A bad one. */
  record Bad(int lose, int swap) implements Network {}
}
