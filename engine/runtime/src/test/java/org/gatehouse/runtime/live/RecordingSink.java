package org.gatehouse.runtime.live;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what a viewer would get. Thread-safe. */
final class RecordingSink implements LiveSink {
  /** A binary message taken apart, or a text. */
  record Message(String text, long epochMicros, int sequence, int flags, byte[] body) {
    boolean key() {
      return (flags & LiveMessage.KEY_FRAME) != 0;
    }

    boolean init() {
      return (flags & LiveMessage.INIT_SEGMENT) != 0;
    }

    boolean discontinuity() {
      return (flags & LiveMessage.DISCONTINUITY) != 0;
    }

    /** tfdt of a fragment. */
    long start() {
      return ByteBuffer.wrap(body).getLong(60);
    }

    /** Duration of its one sample. */
    int duration() {
      return ByteBuffer.wrap(body).getInt(88);
    }
  }

  private final List<Message> messages = new ArrayList<>();
  private int looks;
  private int fullFrom = Integer.MAX_VALUE;
  private int fullTo;

  /** Is full when asked for the n-th time, for all n from the first to the last. */
  synchronized void fullAtLooks(int first, int last) {
    fullFrom = first;
    fullTo = last;
  }

  synchronized List<Message> all() {
    return List.copyOf(messages);
  }

  List<Message> pictures() {
    return all().stream()
        .filter(m -> m.text().isEmpty() && !m.init() && m.flags() != LiveMessage.SOUND)
        .toList();
  }

  List<Message> sounds() {
    return all().stream().filter(m -> m.flags() == LiveMessage.SOUND).toList();
  }

  List<String> texts() {
    return all().stream().map(Message::text).filter(text -> !text.isEmpty()).toList();
  }

  @Override
  public synchronized void text(String json) {
    messages.add(new Message(json, 0, 0, 0, new byte[0]));
    notifyAll();
  }

  @Override
  public synchronized void binary(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message);
    byte[] body = Arrays.copyOfRange(message, 16, message.length);
    messages.add(new Message("", in.getLong(), in.getInt(), in.get(), body));
    notifyAll();
  }

  @Override
  public synchronized boolean writable() {
    looks++;
    return looks < fullFrom || looks > fullTo;
  }

  synchronized void awaitMessages(int count) throws InterruptedException {
    while (messages.size() < count) {
      wait();
    }
  }
}
