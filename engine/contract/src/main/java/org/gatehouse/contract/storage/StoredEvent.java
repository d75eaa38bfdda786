package org.gatehouse.contract.storage;

import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.Numbered;

/** An event with its place in the log; {@code sequence} starts at 1 and never repeats. */
public record StoredEvent(long sequence, Event event) implements Numbered {}
