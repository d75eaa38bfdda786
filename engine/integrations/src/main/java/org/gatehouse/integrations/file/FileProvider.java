package org.gatehouse.integrations.file;

import java.io.IOException;
import java.time.InstantSource;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.integrations.cloudevent.CloudEvents;
import org.gatehouse.integrations.cloudevent.Pictures;

/** Makes file destinations; found by ServiceLoader. */
public final class FileProvider implements EventSinkProvider<FileConfig> {
  private static final int BYTES_PER_MEGABYTE = 1_000_000;

  @Override
  public String type() {
    return "file";
  }

  @Override
  public Class<FileConfig> configType() {
    return FileConfig.class;
  }

  /**
   * Creates a sink.
   *
   * @throws ConfigException if the folder cannot serve
   */
  @Override
  public EventSink create(String name, FileConfig config, Context context) {
    if (config.maxMegabytes() < 1) {
      throw new ConfigException("destination " + name + ": max-megabytes must be 1 or more");
    }
    Pictures pictures =
        config.inlineSnapshots() ? Pictures.inline(context) : Pictures.linked(context);
    try {
      long most = (long) config.maxMegabytes() * BYTES_PER_MEGABYTE;
      LineFiles files =
          LineFiles.open(config.folder(), most, config.keep(), InstantSource.system());
      return new FileSink(new CloudEvents(pictures), files);
    } catch (IOException e) {
      throw new ConfigException(
          "destination "
              + name
              + ": folder "
              + config.folder()
              + " cannot be written to ("
              + e
              + "): give it to the user that the engine runs as",
          e);
    }
  }
}
