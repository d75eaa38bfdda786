package org.gatehouse.server.config.bind;

/** A value could not be had; why is already among the {@link Problems}. Carries no stack trace. */
final class Unbindable extends Exception {
  private static final long serialVersionUID = 1L;

  Unbindable() {
    super(null, null, false, false);
  }
}
