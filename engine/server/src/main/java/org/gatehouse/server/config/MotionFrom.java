package org.gatehouse.server.config;

/** Which stream of an analysed camera is watched while nothing moves. */
public enum MotionFrom {
  /** The smaller one if there is one. */
  AUTO,
  /** The smaller one; the larger one is decoded at key pictures only until something moves. */
  SUB,
  /** The larger one itself, at every picture. */
  MAIN
}
