package org.gatehouse.contract.config;

/**
 * The user's configuration or environment cannot work as it is. The message says which file, line
 * or key, what was expected, what was seen and what to do; it is shown without a stack trace.
 */
public class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a complete message for the user. */
  public ConfigException(String message) {
    super(message);
  }

  /** With a complete message for the user, and what lay behind it for the debug log. */
  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
