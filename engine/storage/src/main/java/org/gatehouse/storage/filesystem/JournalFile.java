package org.gatehouse.storage.filesystem;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.RetentionNote;

/**
 * The journal of retention: a line of JSON for each note, only ever added to, on disk when a call
 * returns. A file that is large enough gets the time into its name and a new one begins; the oldest
 * go. What a kill or a power cut leaves half written is cut off before the next line. Used by one
 * thread at a time.
 */
final class JournalFile {
  static final String NAME = "journal.jsonl";
  private static final long LARGEST = 64L << 20;
  private static final int MOST_FILES = 16;

  /** What 400 cameras delete in an hour, several times over. */
  private static final int TAIL = 8 << 20;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Path file;
  private final long largest;

  JournalFile(Path folder) {
    this(folder, LARGEST);
  }

  /** With another size at which a new file begins, in bytes. */
  JournalFile(Path folder, long largest) {
    this.folder = folder;
    this.file = folder.resolve(NAME);
    this.largest = largest;
  }

  Path file() {
    return file;
  }

  void append(List<RetentionNote> notes) throws IOException {
    if (notes.isEmpty()) {
      return;
    }
    rotate(notes.getFirst().at());
    boolean fresh = !Files.exists(file);
    StringBuilder text = new StringBuilder(fresh ? JournalText.HEAD : "");
    notes.forEach(note -> text.append(JournalText.line(note)));
    write(text.toString().getBytes(StandardCharsets.UTF_8));
    if (fresh) {
      Durable.syncFolder(folder);
    }
  }

  private void write(byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = wholeLines(channel);
      channel.truncate(end);
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      try {
        while (rest.hasRemaining()) {
          channel.write(rest, end + rest.position());
        }
        channel.force(true);
      } catch (IOException e) {
        channel.truncate(end);
        throw e;
      }
    }
  }

  /** Where the last whole line ends. */
  private static long wholeLines(FileChannel channel) throws IOException {
    long end = channel.size();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (end > 0) {
      one.clear();
      channel.read(one, end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
      end--;
    }
    return 0;
  }

  /** Deletions in the newest part of the file that were told at that time or later. */
  List<RetentionNote.Deleted> deletedSince(Instant since) throws IOException {
    List<RetentionNote.Deleted> found = new ArrayList<>();
    for (String line : tail().lines().toList()) {
      RetentionNote.Deleted note = JournalText.deleted(line);
      if (note != null && !note.at().isBefore(since)) {
        found.add(note);
      }
    }
    return found;
  }

  private String tail() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long from = Math.max(0, channel.size() - TAIL);
      ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (NoSuchFileException nothing) {
      return "";
    }
  }

  private void rotate(Instant now) throws IOException {
    if (!Files.exists(file) || Files.size(file) < largest) {
      return;
    }
    Path old = folder.resolve("journal-" + STAMP.format(now) + ".jsonl");
    Files.move(file, old, StandardCopyOption.ATOMIC_MOVE);
    List<Path> all = rotated();
    for (Path oldest : all.subList(0, Math.max(0, all.size() - MOST_FILES))) {
      Files.deleteIfExists(oldest);
    }
  }

  private List<Path> rotated() throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "journal-*.jsonl")) {
      files.forEach(all::add);
    }
    all.sort(null);
    return all;
  }

  /** Version of the file that is written to; {@link JournalText#VERSION} if there is none. */
  int version() throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return JournalText.version(lines.readLine());
    } catch (NoSuchFileException e) {
      return JournalText.VERSION;
    }
  }

  /** Refuses to add to a file of a newer version. */
  void checkVersion() {
    try {
      int version = version();
      if (version > JournalText.VERSION) {
        throw new ConfigException(
            "journal %s was written by a newer Gatehouse (version %d, this one knows %d): run that version, or move the file away"
                .formatted(file, version, JournalText.VERSION));
      }
    } catch (IOException e) {
      throw new ConfigException(
          "journal " + file + " cannot be read (" + e + "): let this user read it", e);
    }
  }
}
