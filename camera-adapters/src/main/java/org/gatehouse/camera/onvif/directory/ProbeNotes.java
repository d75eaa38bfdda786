package org.gatehouse.camera.onvif.directory;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gatehouse.camera.onvif.ServiceKind;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.ProbeReport;
import org.gatehouse.contract.camera.ProbeReport.Feature;
import org.jspecify.annotations.Nullable;

/** What one probe learned so far. Owned by the probing thread. */
final class ProbeNotes {
  private final String host;
  private final Set<Feature> features = EnumSet.noneOf(Feature.class);
  private final List<ProbeReport.Profile> profiles = new ArrayList<>();
  private final List<String> relays = new ArrayList<>();
  private final List<ProbeReport.StreamCheck> checks = new ArrayList<>();
  private final List<CameraFault> faults = new ArrayList<>();
  private ProbeReport.@Nullable Device device;
  private ProbeReport.@Nullable Clock clock;

  ProbeNotes(String host) {
    this.host = host;
  }

  void device(ProbeReport.Device told) {
    device = told;
  }

  void clock(ProbeReport.Clock told) {
    clock = told;
  }

  void offers(Set<ServiceKind> kinds) {
    kinds.forEach(kind -> features.add(kind.feature()));
  }

  void profile(ProbeReport.Profile told) {
    profiles.add(told);
  }

  void relays(List<String> told) {
    relays.addAll(told);
  }

  void saw(ProbeReport.StreamCheck check) {
    checks.add(check);
  }

  void fault(CameraFault fault) {
    faults.add(fault);
  }

  /** Where streams are, each once. */
  List<URI> streams() {
    return profiles.stream()
        .map(ProbeReport.Profile::stream)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  ProbeReport report() {
    return new ProbeReport(host, device, clock, features, profiles, relays, checks, faults);
  }
}
