package org.gatehouse.contract.list;

/**
 * What an entry says of a vehicle, the strongest first. A vehicle without an entry that holds is
 * unlisted.
 */
public enum ListKind {
  /** It must not pass; stronger than any other entry. */
  DENY(0),
  /** It may pass. */
  ALLOW(1),
  /** It may pass a number of times. */
  VISITOR(2);

  private final int code;

  ListKind(int code) {
    this.code = code;
  }

  /** By which stores keep it; never changes. */
  public int code() {
    return code;
  }

  /**
   * The kind of a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ListKind of(int code) {
    return switch (code) {
      case 0 -> DENY;
      case 1 -> ALLOW;
      case 2 -> VISITOR;
      default -> throw new IllegalArgumentException("no kind of entries has the code " + code);
    };
  }
}
