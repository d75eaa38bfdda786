package org.gatehouse.integrations.barrier.modbus;

import java.io.IOException;

/** The other side answered, and what it said was no. */
final class ModbusException extends IOException {
  private static final long serialVersionUID = 1L;

  ModbusException(String message) {
    super(message);
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
    return new ModbusException("the relay refused, exception %d: %s".formatted(code, words));
  }
}
