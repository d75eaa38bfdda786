package org.gatehouse.contract.event;

/** An event that has a place in the log. */
public interface Numbered {
  /** Its place; starts at 1 and never repeats. */
  long sequence();

  /** The event. */
  Event event();
}
