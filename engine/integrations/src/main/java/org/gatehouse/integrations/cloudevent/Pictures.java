package org.gatehouse.integrations.cloudevent;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.Snapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says where the pictures of an event are; puts them in only where a destination keeps them no
 * longer than it must. Thread-safe.
 */
public final class Pictures {
  private static final Logger log = LoggerFactory.getLogger(Pictures.class);

  private final EventSinkProvider.Context context;
  private final boolean inline;

  private Pictures(EventSinkProvider.Context context, boolean inline) {
    this.context = context;
    this.inline = inline;
  }

  /** Their addresses alone. */
  public static Pictures linked(EventSinkProvider.Context context) {
    return new Pictures(context, false);
  }

  /** Their addresses, and the pictures themselves in base64. */
  public static Pictures inline(EventSinkProvider.Context context) {
    return new Pictures(context, true);
  }

  /**
   * One entry for each.
   *
   * @throws IOException if a picture cannot be read now, and probably can later
   */
  List<Map<String, Object>> of(Event event) throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Snapshot snapshot : event.snapshots()) {
      all.add(picture(event, snapshot));
    }
    return all;
  }

  private Map<String, Object> picture(Event event, Snapshot snapshot) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", snapshot.name());
    fields.put("mediaType", "image/jpeg");
    fields.put("sha256", snapshot.sha256());
    fields.put("url", context.links().url(event, snapshot));
    byte[] jpeg = inline ? read(event, snapshot) : null;
    if (jpeg != null) {
      fields.put("data", Base64.getEncoder().encodeToString(jpeg));
    }
    return fields;
  }

  /**
   * The picture; null if it is gone, cannot be read, or is no longer the one that the event is
   * about. Its address stays, and no disk that is broken holds up the events of its camera.
   */
  private byte @Nullable [] read(Event event, Snapshot snapshot) throws IOException {
    byte[] jpeg;
    try {
      jpeg = context.snapshots().read(event.id(), snapshot.name());
    } catch (NoSuchFileException e) {
      log.warn("event {}: its {} was deleted; sent without it", event.id(), snapshot.name());
      return null;
    } catch (IOException e) {
      if (passes(e)) {
        throw e;
      }
      log.warn(
          "event {}: its {} cannot be read ({}); sent without it",
          event.id(),
          snapshot.name(),
          e.toString());
      return null;
    }
    if (!sha256(jpeg).equals(snapshot.sha256())) {
      log.warn(
          "event {}: the file of its {} is damaged; sent without it", event.id(), snapshot.name());
      return null;
    }
    return jpeg;
  }

  /** This process has too much open, which says nothing of the file. */
  private static boolean passes(IOException failure) {
    return failure instanceof FileSystemException of
        && String.valueOf(of.getReason()).contains("Too many open files");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
