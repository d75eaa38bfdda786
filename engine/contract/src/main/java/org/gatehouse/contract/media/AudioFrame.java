package org.gatehouse.contract.media;

/**
 * One coded piece of audio, immutable once published: an AAC access unit, an Opus packet, or the
 * G.711 samples of one RTP packet.
 *
 * @param epochMicros server receive time of its first packet, mapped to the wall clock as in {@link
 *     AccessUnit#epochMicros}
 * @param ticks its time on the audio's own clock of {@link AudioFormat#clockRate}, extended past 32
 *     bits; only differences mean anything
 * @param durationTicks how long it sounds, on the same clock
 * @param payload the coded bytes alone. Must not be changed.
 */
public record AudioFrame(
    AudioFormat format, long epochMicros, long ticks, int durationTicks, byte[] payload) {
  @Override
  public boolean equals(Object o) {
    return this == o;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "AudioFrame[%s, %d bytes, ticks=%d]".formatted(format, payload.length, ticks);
  }
}
