package org.gatehouse.integrations.webhook;

/** How a CloudEvent is put into a request (CloudEvents HTTP protocol binding §3). */
public enum ContentMode {
  /** All of it is the body. */
  STRUCTURED,
  /** Its data is the body, its attributes are headers {@code ce-…}. */
  BINARY
}
