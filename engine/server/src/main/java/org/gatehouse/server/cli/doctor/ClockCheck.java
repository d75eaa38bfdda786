package org.gatehouse.server.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether something keeps this machine's clock right: recordings and events carry its time. */
final class ClockCheck {
  private final Programs programs;
  private final Path run;

  /**
   * Creates the check.
   *
   * @param run the folder {@code /run}
   */
  ClockCheck(Programs programs, Path run) {
    this.programs = programs;
    this.run = run;
  }

  Finding run() {
    if (Files.exists(run.resolve("systemd/timesync/synchronized"))) {
      return Finding.ok("clock", "synchronised by systemd-timesyncd");
    }
    if (says("yes", "timedatectl", "show", "-p", "NTPSynchronized", "--value")) {
      return Finding.ok("clock", "synchronised over NTP");
    }
    if (says("Leap status     : Normal", "chronyc", "-n", "tracking")) {
      return Finding.ok("clock", "synchronised by chrony");
    }
    return Finding.warn(
        "clock",
        "cannot tell whether it is synchronised",
        "run chrony or systemd-timesyncd, on this machine or on its host");
  }

  private boolean says(String what, String... command) {
    Optional<Programs.Answer> answer = programs.ask(command);
    return answer.isPresent() && answer.get().code() == 0 && answer.get().out().contains(what);
  }
}
