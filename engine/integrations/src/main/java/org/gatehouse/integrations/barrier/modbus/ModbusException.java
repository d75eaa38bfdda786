package org.gatehouse.integrations.barrier.modbus;

import java.io.IOException;

/** The other side answered, and not that it did what it was told. */
final class ModbusException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean refused;

  private ModbusException(String message, boolean refused) {
    super(message);
    this.refused = refused;
  }

  /** Of something that may have been done all the same. */
  ModbusException(String message) {
    this(message, false);
  }

  /** By an exception code (Modbus Application Protocol V1.1b3 §7). */
  static ModbusException of(int code) {
    String words =
        switch (code) {
          case 1 -> "it does not know the function";
          case 2 -> "it has no such address";
          case 3 -> "it does not take the value";
          case 4 -> "it failed";
          case 6 -> "it is busy";
          case 10, 11 -> "the gateway does not reach the unit";
          default -> "for a reason of its own";
        };
    boolean refused =
        switch (code) {
          case 1, 2, 3, 6, 10 -> true;
          // It began, or the gateway had passed it on.
          default -> false;
        };
    return new ModbusException(
        "the relay refused, exception %d: %s".formatted(code, words), refused);
  }

  /** Whether nothing was done for sure, if this was the answer to an order. */
  boolean refused() {
    return refused;
  }
}
