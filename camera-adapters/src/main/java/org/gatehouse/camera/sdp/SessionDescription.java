package org.gatehouse.camera.sdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatehouse.camera.rtsp.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * What a camera offers. Lines that mean nothing here ({@code o= s= c= t= b=} ...) are not looked
 * at, however broken they are.
 *
 * @param attributes the {@code a=} lines before the first {@code m=}
 */
public record SessionDescription(List<String> attributes, List<MediaDescription> media) {
  private static final int MAX_MEDIA = 64;

  /** Copies the lists. */
  public SessionDescription {
    attributes = List.copyOf(attributes);
    media = List.copyOf(media);
  }

  /** Reads whatever can be read. */
  public static SessionDescription parse(byte[] text) {
    List<String> starts = new ArrayList<>();
    List<List<String>> sections = new ArrayList<>();
    sections.add(new ArrayList<>());
    for (String raw : new String(text, StandardCharsets.UTF_8).lines().toList()) {
      String line = raw.trim();
      if (line.startsWith("m=") && starts.size() < MAX_MEDIA) {
        starts.add(line.substring(2));
        sections.add(new ArrayList<>());
      } else if (line.startsWith("a=")) {
        sections.getLast().add(line.substring(2).trim());
      }
    }
    List<MediaDescription> media = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      media.add(media(starts.get(i), sections.get(i + 1)));
    }
    return new SessionDescription(sections.getFirst(), media);
  }

  /** {@code video 0 RTP/AVP 96 97}, RFC 8866 §5.14. */
  private static MediaDescription media(String value, List<String> attributes) {
    List<String> words = List.of(value.trim().split("\\s+", -1));
    List<Integer> payloadTypes =
        words.stream().skip(3).map(w -> Numbers.leading(w, -1)).filter(n -> n >= 0).toList();
    return new MediaDescription(
        words.getFirst().toLowerCase(Locale.ROOT), payloadTypes, attributes);
  }

  /** The value of the session's own {@code a=name:value}; null if there is none. */
  public @Nullable String attribute(String name) {
    return Attributes.first(attributes, name);
  }
}
