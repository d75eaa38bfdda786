package org.gatehouse.server.config;

/** Whether the page and the API are served by HTTPS. */
public enum TlsMode {
  /** On every address but a loopback one. */
  AUTO,
  /** Always. */
  ON,
  /** Never: a proxy in front does it. */
  OFF
}
