package org.gatehouse.server.config.bind;

/** Says what is wrong with what was read, beyond the form of its values. */
public interface Checker {
  /**
   * Looks at the value of one key, present in the file or by default; called even if other keys of
   * the same record cannot be read.
   */
  void checkKey(Class<?> record, String key, Object value, Complaints complaints);

  /** Looks at a whole record, for what must hold between its keys. */
  void check(Object value, Complaints complaints);

  /** Takes complaints about one record. */
  @FunctionalInterface
  interface Complaints {
    /** Complains about the value of {@code key}, a key of the record. */
    void about(String key, String message);

    /** File and line of the value of {@code key}, for complaints about two values. */
    default String where(String key) {
      return "";
    }
  }
}
