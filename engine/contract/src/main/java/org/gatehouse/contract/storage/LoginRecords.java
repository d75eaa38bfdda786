package org.gatehouse.contract.storage;

import java.util.Collection;
import java.util.List;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/**
 * What cameras said to the credentials that they were shown, so that a restart does not knock anew
 * where it was refused. Used by one thread at a time, except for {@link #mark}.
 */
public interface LoginRecords {
  /**
   * One camera.
   *
   * @param host where the camera was
   * @param mark of the credentials that the rest is about, as {@link LoginRecords#mark} makes it
   * @param accepted whether the camera took them when it last said anything
   * @param refusals how often it refused them since, with the tries whose outcome was not known
   *     when this was written; if accepted, those beside the streams, such as by ONVIF
   */
  record Entry(CameraId camera, String host, int mark, boolean accepted, int refusals) {}

  /**
   * By which the same credentials are recognised later: the same for the same ones, otherwise
   * another with a probability of 1 - 2^-16. Too short to confirm a guess at them. Thread-safe.
   *
   * @return 0 to 65535
   */
  int mark(String username, @Nullable Secret password);

  /** What was written last; nothing if that cannot be read, which the log tells. */
  List<Entry> read();

  /**
   * Puts these in the place of all others. They are on disk when it returns.
   *
   * @throws StorageException if they are not: then what was there before still is
   */
  void write(Collection<Entry> all);
}
