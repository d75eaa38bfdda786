package org.gatehouse.runtime.record;

/** Why recorded video was interrupted, in words for the log. */
enum GapCause {
  STREAM("the stream was interrupted, or its clock jumped"),
  BEHIND("the recorder fell behind and skipped to a key frame"),
  DISK("the segment could not be written");

  private final String words;

  GapCause(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
