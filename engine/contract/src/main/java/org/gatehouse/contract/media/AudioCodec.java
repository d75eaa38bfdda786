package org.gatehouse.contract.media;

/** Audio codings that a camera stream may carry beside its video. */
public enum AudioCodec {
  /** MPEG-4 AAC, RFC 3640; configured by its AudioSpecificConfig. */
  AAC,
  /** G.711 μ-law, RFC 3551 §4.5.14. */
  PCMU,
  /** G.711 A-law, RFC 3551 §4.5.14. */
  PCMA,
  /** Opus, RFC 7587; always a 48 kHz clock. */
  OPUS
}
