package org.gatehouse.server.config.bind;

/** Says what is wrong with a record that was read, beyond the form of its values. */
@FunctionalInterface
public interface Checker {
  /** Looks at {@code value}, reporting to {@code complaints}; called once per record read. */
  void check(Object value, Complaints complaints);

  /** Takes complaints about one record. */
  @FunctionalInterface
  interface Complaints {
    /** Complains about the value of {@code key}, a key of the record. */
    void about(String key, String message);
  }
}
