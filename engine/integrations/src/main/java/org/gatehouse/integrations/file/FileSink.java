package org.gatehouse.integrations.file;

import java.io.IOException;
import java.util.Arrays;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.integrations.cloudevent.CloudEvents;

/** Appends events to files. Thread-safe. */
final class FileSink implements EventSink {
  private final CloudEvents events;
  private final LineFiles files;

  FileSink(CloudEvents events, LineFiles files) {
    this.events = events;
    this.files = files;
  }

  @Override
  public DeliveryResult deliver(StoredEvent stored) {
    try {
      byte[] event = events.structured(stored.event());
      byte[] line = Arrays.copyOf(event, event.length + 1);
      line[event.length] = '\n';
      files.append(line);
      return new DeliveryResult.Delivered();
    } catch (IOException e) {
      return new DeliveryResult.Retry("the file cannot be written: " + e.getMessage(), null);
    }
  }

  @Override
  public void close() {
    files.close();
  }
}
