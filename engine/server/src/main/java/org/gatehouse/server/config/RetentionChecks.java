package org.gatehouse.server.config;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.server.config.bind.Checker.Complaints;
import org.gatehouse.server.config.bind.Shown;
import org.jspecify.annotations.Nullable;

/** What must hold of the classes of retention. For one site, one thread. */
final class RetentionChecks {
  /** Segments are deleted as a whole, so a maximum must leave room for one. */
  private static final Duration LEAST_SPAN = Duration.ofHours(1);

  private final Set<String> names = new TreeSet<>();

  RetentionChecks() {
    for (LegalPreset preset : LegalPreset.values()) {
      names.add(RetentionConfig.name(preset));
    }
  }

  void check(RetentionClassConfig named, Complaints complaints) {
    if (!names.add(named.name())) {
      complaints.about(
          "name", "another class or a legal preset is called '" + named.name() + "' too");
    }
    checkLaw(named, complaints);
    Duration oldest = named.oldest();
    if (oldest != null && oldest.compareTo(named.promised().plus(LEAST_SPAN)) < 0) {
      complaints.about(
          named.maximum() == null ? "minimum" : "maximum",
          "the maximum of %s must be at least an hour more than the minimum of %s"
              .formatted(text(oldest), text(named.promised())));
    }
    checkRoom("quota", named.quota(), complaints);
    checkRoom("camera-quota", named.cameraQuota(), complaints);
  }

  private static void checkLaw(RetentionClassConfig named, Complaints complaints) {
    LegalPreset legal = named.legal();
    if (legal == null) {
      return;
    }
    if (named.promised().compareTo(legal.minimum()) < 0) {
      complaints.about(
          "minimum",
          "%s asks for at least %s".formatted(RetentionConfig.name(legal), text(legal.minimum())));
    }
    Duration most = legal.maximum();
    Duration oldest = named.oldest();
    if (most != null && (oldest == null || oldest.compareTo(most) > 0)) {
      complaints.about(
          "maximum",
          "%s allows at most %s; leave legal out where a longer time has a reason of its own"
              .formatted(RetentionConfig.name(legal), text(most)));
    }
  }

  private static void checkRoom(String key, @Nullable ByteSize size, Complaints complaints) {
    if (size != null && size.bytes() == 0) {
      complaints.about(key, "no room for recordings; leave it out for no limit");
    }
  }

  void check(RetentionConfig all, Complaints complaints) {
    checkNamed("default-class", all.defaultClass(), complaints);
    if (all.events().isZero()) {
      complaints.about("events", "nothing would be kept");
    }
    if (all.oldestListed().compareTo(all.reads()) < 0) {
      complaints.about(
          "listed-reads",
          "expected no less than reads, %s, but saw %s"
              .formatted(text(all.reads()), text(all.oldestListed())));
    }
    if (all.snapshots() != null && all.snapshots().isZero()) {
      complaints.about("snapshots", "nothing would be kept");
    }
  }

  /** Complains if there is no such class. */
  void checkNamed(String key, @Nullable String name, Complaints complaints) {
    if (name != null && !names.contains(name)) {
      complaints.about(
          key,
          "there is no class "
              + Shown.text(name)
              + " under recording.retention; known: "
              + String.join(", ", names));
    }
  }

  private static String text(Duration time) {
    return time.toHours() % 24 == 0 ? time.toDays() + "d" : time.toHours() + "h";
  }
}
