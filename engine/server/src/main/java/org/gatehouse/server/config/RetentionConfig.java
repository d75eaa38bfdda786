package org.gatehouse.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.jspecify.annotations.Nullable;

/** How long recordings, events and their pictures are kept. */
@Describe("How long recordings, events and their pictures are kept.")
public record RetentionConfig(
    @Describe("Class of cameras that name none: one of classes, or a legal preset.")
        @Nullable String defaultClass,
    @Describe("Classes that cameras may name; the legal presets are classes too.") @Default("[]")
        List<RetentionClassConfig> classes,
    @Describe("Room that stays free on each volume; if left out, 1GB, or 5 % of a smaller volume.")
        @Nullable ByteSize reserve,
    @Describe("Oldest pictures of events; if left out, 72h or the default class's maximum.")
        @Nullable Duration snapshots,
    @Describe("Oldest events about vehicles that were on no list.") @Default("7d") Duration reads,
    @Describe("Oldest events about vehicles that were on a list; if left out, 30d, or as reads.")
        @Nullable Duration listedReads,
    @Describe("Oldest other events.") @Default("90d") Duration events,
    @Describe("Oldest rows of the audit log.") @Default("365d") Duration audit) {

  private static final Duration LISTED = Duration.ofDays(30);

  /** Oldest events about vehicles that were on a list: never younger than {@link #reads}. */
  public Duration oldestListed() {
    if (listedReads != null) {
      return listedReads;
    }
    return reads.compareTo(LISTED) > 0 ? reads : LISTED;
  }

  /** The presets and {@link #classes}. */
  public List<RetentionClassConfig> allClasses() {
    List<RetentionClassConfig> all = new ArrayList<>();
    for (LegalPreset preset : LegalPreset.values()) {
      all.add(RetentionClassConfig.of(preset, name(preset)));
    }
    all.addAll(classes);
    return all;
  }

  /** The class of that name; null if there is none. */
  public @Nullable RetentionClassConfig named(@Nullable String name) {
    return allClasses().stream().filter(c -> c.name().equals(name)).findFirst().orElse(null);
  }

  static String name(LegalPreset preset) {
    return preset.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
