package org.gatehouse.contract.vision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.gatehouse.contract.media.CameraId;

/**
 * Makes copies of recorded video in which faces and plates cannot be made out and masks are burnt
 * in, somewhere else than in this process. Thread-safe.
 */
public interface Redactor extends AutoCloseable {
  /**
   * Writes the redacted copy; returns once it is whole and on disk. An interrupt ends the work.
   *
   * @param progress is told the share that is done, 0 to 1, now and then, on any thread
   * @throws RedactionException if there is no redacted copy; then nothing lies at {@link
   *     Job#output}. Video is never passed on as it is instead
   */
  void redact(Job job, DoubleConsumer progress) throws RedactionException, InterruptedException;

  @Override
  void close();

  /**
   * What to do.
   *
   * @param camera for messages
   * @param input an MP4 file with one video track and perhaps one of sound, without interruptions
   *     or changes of format; it begins at a key frame, with an edit list that has players begin at
   *     {@code skip}. Neither it nor the copy leaves its folder
   * @param skip what lies before the first picture that is wanted: to be decoded, not to be copied
   * @param length what is wanted from there on
   * @param masks areas that nobody may see, to be covered whole in each picture
   * @param output where the copy goes: an MP4 file that players can seek in, its first picture at
   *     0. It does not exist yet, its folder does
   */
  record Job(
      CameraId camera,
      Path input,
      Duration skip,
      Duration length,
      List<PictureArea> masks,
      Path output) {
    /** Keeps its own list. */
    public Job {
      masks = List.copyOf(masks);
    }
  }
}
