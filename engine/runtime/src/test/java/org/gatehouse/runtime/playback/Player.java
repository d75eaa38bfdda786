package org.gatehouse.runtime.playback;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.contract.storage.Gap;

/** Keeps what a player would get. */
final class Player implements PlaybackSink {
  /** A binary message taken apart. */
  record Media(Instant time, int sequence, int flags, byte[] body) {
    boolean key() {
      return (flags & Message.KEY_FRAME) != 0;
    }

    boolean jump() {
      return (flags & Message.DISCONTINUITY) != 0;
    }

    boolean init() {
      return (flags & Message.INIT_SEGMENT) != 0;
    }

    /** Decode time of the first picture. */
    long start() {
      return ByteBuffer.wrap(body).getLong(60);
    }

    /** What its pictures last. */
    long duration() {
      ByteBuffer bytes = ByteBuffer.wrap(body);
      long sum = 0;
      for (int i = 0; i < bytes.getInt(80); i++) {
        sum += bytes.getInt(88 + 16 * i);
      }
      return sum;
    }
  }

  final List<Media> media = new ArrayList<>();
  final List<String> mimes = new ArrayList<>();
  final List<Gap> gaps = new ArrayList<>();
  final List<Instant> ends = new ArrayList<>();
  final List<String> errors = new ArrayList<>();
  boolean full;

  List<Media> pictures() {
    return media.stream().filter(message -> !message.init()).toList();
  }

  @Override
  public void init(String mime, int width, int height) {
    mimes.add(mime + " " + width + "x" + height);
  }

  @Override
  public void gap(Gap gap) {
    gaps.add(gap);
  }

  @Override
  public void end(Instant at) {
    ends.add(at);
  }

  @Override
  public void error(String text) {
    errors.add(text);
  }

  @Override
  public void binary(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message);
    Instant time = Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS);
    byte[] body = Arrays.copyOfRange(message, Message.HEADER, message.length);
    media.add(new Media(time, in.getInt(), in.get(), body));
  }

  @Override
  public boolean writable() {
    return !full;
  }

  /** Does all that can be done at once. */
  void turn(Playback playback) {
    long pause = -1;
    while (pause < 0) {
      pause = playback.turn();
    }
  }
}
