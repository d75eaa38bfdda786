package org.gatehouse.server.config;

/** Whether whoever is on this machine must log in. */
public enum LoginMode {
  /** As soon as there is a user, or an access token. */
  OPTIONAL,
  /** From the first start on. */
  REQUIRED
}
