package org.gatehouse.camera.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The media streams to take of those that a camera offers: of each kind the first that can be
 * received, and rather one that is not marked as a back channel. The marks alone decide nothing:
 * some cameras set them on everything.
 *
 * @param video null if there is none that can be received
 * @param audio null if there is none that can be received
 * @param metadata ONVIF metadata; null if there is none that can be received
 * @param offered everything there was, for messages
 */
public record MediaChoice(
    @Nullable MediaSection video,
    @Nullable MediaSection audio,
    @Nullable MediaSection metadata,
    String offered) {

  /** Chooses. */
  public static MediaChoice of(SessionDescription description) {
    List<Candidate> candidates = Candidate.all(description);
    List<String> offered = new ArrayList<>();
    candidates.forEach(candidate -> offered.add(candidate.toString()));
    return new MediaChoice(
        first(candidates, "video"),
        first(candidates, "audio"),
        first(candidates, "application"),
        offered.isEmpty() ? "no media at all" : String.join(", ", offered));
  }

  private static @Nullable MediaSection first(List<Candidate> candidates, String mediaType) {
    MediaSection marked = null;
    for (Candidate candidate : candidates) {
      MediaSection section = candidate.section();
      if (section != null && section.encoding().mediaType().equals(mediaType)) {
        if (!candidate.backChannel()) {
          return section;
        }
        marked = marked == null ? section : marked;
      }
    }
    return marked;
  }
}
