package org.gatehouse.bench.health;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.runtime.health.PictureFault;

/** Each clip as a camera of its own: an hour untouched, then every fault. Used by one thread. */
final class ClipsRun {
  /** Where in the clip the clock starts, in seconds: samples meet other pictures each time. */
  private static final int[] PHASES = {0, 7, 19, 31, 43};

  private final Terminal terminal;
  private final int minutes;
  private int falseAlarms;
  private int found;
  private int misnamed;
  private int missed;
  private int notEnded;
  private int slowest;

  ClipsRun(Terminal terminal, int minutes) {
    this.terminal = terminal;
    this.minutes = minutes;
  }

  void run(List<Path> clips, BenchReport report) throws IOException, InterruptedException {
    for (int i = 0; i < clips.size(); i++) {
      terminal.progress("clips judged", (double) i / clips.size());
      one(clips.get(i));
    }
    terminal.clear();
    report
        .put("clips", "clips", clips.size())
        .put("hours", "hours untouched, simulated", clips.size() * PHASES.length * minutes / 60.0)
        .put("falseAlarms", "false alarms", falseAlarms)
        .put("faults", "faults done", clips.size() * PHASES.length * ScriptedFault.values().length)
        .put("found", "found", found)
        .put("misnamed", "found under another name", misnamed)
        .put("missed", "not found in a quarter of an hour", missed)
        .put("notEnded", "not over a quarter of an hour later", notEnded)
        .put("slowestSeconds", "slowest found after, s", slowest);
  }

  private void one(Path file) throws IOException, InterruptedException {
    ClipTrial trial = new ClipTrial(ClipPictures.of(file));
    List<PictureFault> wrong = new ArrayList<>();
    for (int phase : PHASES) {
      wrong.addAll(trial.untouched(minutes * 60, phase));
    }
    falseAlarms += wrong.size();
    List<String> told = new ArrayList<>();
    for (ScriptedFault fault : ScriptedFault.values()) {
      for (int phase : PHASES) {
        ClipTrial.Outcome outcome = trial.fault(fault, phase);
        count(fault, outcome);
        if (outcome.told() != fault.expected() || !outcome.ended()) {
          told.add(fault + " as " + outcome.told() + (outcome.ended() ? "" : ", not over"));
        }
      }
    }
    terminal.line("  " + file.getFileName() + ": false " + wrong + ", not as scripted " + told);
  }

  private void count(ScriptedFault fault, ClipTrial.Outcome outcome) {
    slowest = Math.max(slowest, outcome.seconds());
    if (outcome.told() == null) {
      missed++;
      return;
    }
    found += outcome.told() == fault.expected() ? 1 : 0;
    misnamed += outcome.told() == fault.expected() ? 0 : 1;
    notEnded += outcome.ended() ? 0 : 1;
  }
}
