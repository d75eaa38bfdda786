package org.gatehouse.contract.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the recordings of a volume file by file, builds its index anew from them, and mends
 * what is wrong. Found by ServiceLoader. Deletes nothing: what does not belong is moved into the
 * volume's folder {@code lost+found}. Repeating a repair changes nothing more.
 */
public interface VolumeCheck {
  /** What can be wrong with a file. */
  enum Fault {
    /** Bytes follow the last whole fragment: the write that a crash or a power cut interrupted. */
    TORN_TAIL("ends with bytes of no whole fragment"),
    /** The place for the index is empty: the recording was not finished. */
    NO_INDEX("has no index, players have to read through it"),
    /** Index and fragments tell different lengths. */
    WRONG_INDEX("has an index that does not fit its video"),
    /** Nothing in it plays. */
    NO_VIDEO("holds no whole fragment of video"),
    /** Its name is none of a segment, or belongs elsewhere. */
    MISPLACED("does not belong where it lies"),
    /** Name and notes tell different times. */
    WRONG_TIME("has a name that tells another time than its notes"),
    /** What it says of its start and of gaps is damaged. */
    DAMAGED_NOTES("has notes that cannot be read"),
    /** Begins before the one before it ends, and no step of the server's clock explains that. */
    OVERLAP("begins before the segment before it ends");

    private final String words;

    Fault(String words) {
      this.words = words;
    }

    /** In words, for people; goes on after the file's name. */
    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * What to look at.
   *
   * @param data the site's data folder, whose lock tells whether an engine runs
   * @param root the folder with the volume's recordings
   * @param camera only that one's; null for all
   * @param repair whether to mend; refused while an engine runs
   */
  record Request(Path data, Path root, @Nullable CameraId camera, boolean repair) {}

  /**
   * Something wrong.
   *
   * @param detail figures to it
   * @param mended what was done about it; empty if nothing
   */
  record Finding(Path file, Fault fault, String detail, String mended) {}

  /**
   * What was seen.
   *
   * @param files segments looked at
   * @param bytes of them together
   * @param engineRuns true if an engine records meanwhile: what it has open is not found wanting
   */
  record Result(long files, long bytes, boolean engineRuns, List<Finding> findings) {
    /** How many were not mended. */
    public long left() {
      return findings.stream().filter(finding -> finding.mended().isEmpty()).count();
    }
  }

  /**
   * Does it; takes a moment for each file.
   *
   * @param progress told the part that is done, 0 to 1
   * @throws IOException if folders cannot be read, or something cannot be mended
   * @throws org.gatehouse.contract.config.ConfigException if a repair is asked for while an engine
   *     runs
   */
  Result check(Request request, DoubleConsumer progress) throws IOException;

  /** The segments below a volume's folder, for reading, beside a running engine too. */
  SegmentStore read(Path root);
}
