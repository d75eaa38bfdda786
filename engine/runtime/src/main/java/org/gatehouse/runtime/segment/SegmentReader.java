package org.gatehouse.runtime.segment;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Reads one segment file, which may still be written, and may be deleted meanwhile: it can be read
 * to its end all the same. Owner: one thread.
 */
public final class SegmentReader implements Closeable {
  /** Holds a fragment's boxes before its media, as a rule. */
  private static final int LOOK = 4096;

  private static final int LARGEST_MOOV = 1 << 20;
  private static final int LARGEST_FRAGMENT = 256 << 20;

  private final Path path;
  private final FileChannel channel;
  private final SegmentFormat format;
  private final long mediaPosition;
  private ByteBuffer look = ByteBuffer.allocate(LOOK);

  private SegmentReader(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    byte[] init = readInit();
    this.format = SegmentFormat.parse(init);
    this.mediaPosition = init.length;
  }

  /**
   * Opens a file.
   *
   * @throws java.nio.file.NoSuchFileException if it was deleted
   * @throws IOException if it cannot be read, or does not begin as a segment does
   */
  public static SegmentReader open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new SegmentReader(path, channel);
    } catch (IOException e) {
      channel.close();
      throw new IOException("recording " + path + ": " + e.getMessage(), e);
    }
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** What its tracks are. */
  public SegmentFormat format() {
    return format;
  }

  /** From where on to ask for {@link #next}. */
  public long mediaPosition() {
    return mediaPosition;
  }

  /**
   * The first whole fragment at or after {@code from}, which is the beginning or the end of a
   * fragment; null if there is none (yet), or what is there is damaged.
   */
  public @Nullable Fragment next(long from) throws IOException {
    long size = channel.size();
    long at = from;
    while (at + Box.HEADER <= size) {
      ByteBuffer bytes = look(at, LOOK);
      int box = bytes.getInt(0);
      if (box < Box.HEADER || box > LARGEST_FRAGMENT || at + box > size) {
        return null;
      }
      if (bytes.getInt(4) == Box.MOOF) {
        return fragment(at, box, size);
      }
      at += box;
    }
    return null;
  }

  private @Nullable Fragment fragment(long at, int moofBytes, long size) throws IOException {
    int wanted = moofBytes + Box.HEADER;
    ByteBuffer bytes = look.limit() >= wanted ? look : look(at, wanted);
    if (bytes.limit() < wanted || bytes.getInt(moofBytes + 4) != Box.MDAT) {
      return null;
    }
    int mdat = bytes.getInt(moofBytes);
    byte[] kept = new byte[moofBytes];
    bytes.get(0, kept);
    Moof moof = Moof.parse(ByteBuffer.wrap(kept));
    if (moof == null || mdat < Box.HEADER || at + moofBytes + mdat > size) {
      return null;
    }
    long told = moof.pictures().size();
    TrackRun sound = moof.sound();
    told += sound == null ? 0 : sound.size();
    return told > mdat - Box.HEADER ? null : new Fragment(at, moof, mdat);
  }

  /**
   * Copies a fragment on another time line, with sound or without: {@link Fragment#size} bytes. The
   * media goes from the file to {@code into} without a stop in between.
   */
  public void copy(Fragment fragment, Placement place, boolean withSound, ByteBuffer into)
      throws IOException {
    int data = fragment.dataBytes(withSound);
    into.put(fragment.moof().placed(place, withSound));
    into.putInt(Box.HEADER + data).putInt(Box.MDAT);
    int rest = into.limit();
    into.limit(into.position() + data);
    read(fragment.dataPosition(), into);
    into.limit(rest);
  }

  /** Fills the rest of {@code into} with the file's bytes from {@code position} on. */
  public void read(long position, ByteBuffer into) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw new EOFException("recording " + path + " ends at " + at);
      }
      at += read;
    }
  }

  /** The channel, to copy from; not to be closed or moved. */
  public FileChannel channel() {
    return channel;
  }

  /** Everything up to the end of the {@code moov}. */
  private byte[] readInit() throws IOException {
    long size = channel.size();
    long at = 0;
    while (at + Box.HEADER <= size && at < LARGEST_MOOV) {
      ByteBuffer bytes = look(at, Box.HEADER);
      int box = bytes.getInt(0);
      if (box < Box.HEADER || box > LARGEST_MOOV || at + box > size) {
        break;
      }
      at += box;
      if (bytes.getInt(4) == Box.MOOV) {
        byte[] init = new byte[(int) at];
        read(0, ByteBuffer.wrap(init));
        return init;
      }
    }
    throw new IOException("it has no whole moov box");
  }

  /** Up to {@code count} bytes from there on. */
  private ByteBuffer look(long at, int count) throws IOException {
    if (look.capacity() < count) {
      look = ByteBuffer.allocate(count);
    }
    look.clear().limit(Math.max(count, Box.HEADER));
    while (look.hasRemaining() && channel.read(look, at + look.position()) >= 0) {
      // Short at the end of the file.
    }
    return look.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
