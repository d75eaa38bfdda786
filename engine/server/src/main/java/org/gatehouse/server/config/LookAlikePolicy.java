package org.gatehouse.server.config;

/** What counts as the plate of a list's entry. */
public enum LookAlikePolicy {
  /** That plate. A plate that is misread opens for nobody, unless it is read as another entry. */
  EXACT,
  /**
   * A plate, too, that differs from just one entry in one character that looks alike. Opens for
   * vehicles that are on no list, if their plate looks like that of one that is.
   */
  TOLERANT
}
