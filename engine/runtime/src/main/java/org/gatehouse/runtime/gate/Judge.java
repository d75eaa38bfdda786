package org.gatehouse.runtime.gate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.list.Listing;
import org.gatehouse.runtime.list.Listing.Standing;
import org.gatehouse.runtime.list.VehicleLists;
import org.jspecify.annotations.Nullable;

/** Decides by lists and rules what a lane does about a plate. Thread-safe; asks memory only. */
final class Judge {
  private final VehicleLists lists;
  private final LaneRules rules;

  Judge(VehicleLists lists, LaneRules rules) {
    this.lists = lists;
    this.rules = rules;
  }

  /**
   * Decides.
   *
   * @param plate as lists have it; empty if it was not read whole
   * @param sure whether every character is certain
   */
  Verdict of(String plate, boolean sure, Instant at) {
    if (plate.isEmpty()) {
      return Verdict.unread(Outcome.CHECK, Reason.UNSURE);
    }
    Listing exact = exact(plate, at);
    Verdict verdict =
        exact.standing() == Standing.UNLISTED ? unlisted(plate, exact, at) : by(exact, Reason.LIST);
    if (verdict.outcome() == Outcome.OPEN && !sure) {
      return verdict.but(Outcome.CHECK, Reason.UNSURE);
    }
    if (verdict.outcome() == Outcome.OPEN && !opensAt(at)) {
      return verdict.but(Outcome.CHECK, Reason.SCHEDULE);
    }
    return verdict;
  }

  private boolean opensAt(Instant at) {
    return rules.schedule() == null
        || rules.schedule().holds(at.getEpochSecond() * 1_000_000L + at.getNano() / 1000);
  }

  private Verdict by(Listing listing, Reason reason) {
    return new Verdict(
        rules.outcome(listing.standing()), reason, listing.standing(), listing.entry());
  }

  /**
   * An entry may name a lane, or one of its cameras. Denied at either is denied.
   *
   * @see org.gatehouse.contract.list.ListEntry#lanes
   */
  private Listing exact(String plate, Instant at) {
    return places()
        .map(place -> lists.exact(plate, place, at))
        .reduce(Judge::stronger)
        .orElseThrow();
  }

  private static Listing stronger(Listing a, Listing b) {
    return b.standing().compareTo(a.standing()) < 0 ? b : a;
  }

  /** What looks like it and is listed at the lane or one of its cameras, each plate once. */
  private List<Listing> alike(String plate, Instant at) {
    Map<String, Listing> strongest = new LinkedHashMap<>();
    places()
        .flatMap(place -> lists.alike(plate, place, at).stream())
        .filter(listing -> listing.standing() != Standing.UNLISTED && listing.entry() != null)
        .forEach(
            listing ->
                strongest.merge(
                    Objects.requireNonNull(listing.entry()).plate(), listing, Judge::stronger));
    return List.copyOf(strongest.values());
  }

  private Stream<String> places() {
    return Stream.concat(Stream.of(rules.name()), rules.cameras().stream().map(CameraId::value));
  }

  private Verdict unlisted(String plate, Listing exact, Instant at) {
    List<Listing> alike = alike(plate, at);
    boolean denied = alike.stream().anyMatch(listing -> listing.standing() == Standing.DENY);
    Verdict plain = by(exact, exact.lapsed() ? Reason.LAPSED : Reason.LIST);
    if (denied && plain.outcome() == Outcome.OPEN) {
      return plain.but(Outcome.CHECK, Reason.LOOK_ALIKE);
    }
    @Nullable Listing only = alike.size() == 1 && !denied ? alike.getFirst() : null;
    boolean counts = rules.tolerant() && only != null && !exact.lapsed();
    return counts && only != null ? by(only, Reason.LOOK_ALIKE) : plain;
  }
}
