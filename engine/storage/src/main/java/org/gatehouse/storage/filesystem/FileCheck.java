package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.VolumeCheck.Fault;
import org.gatehouse.contract.storage.VolumeCheck.Finding;
import org.jspecify.annotations.Nullable;

/** Looks at one file of a volume after the other and mends it if asked. Owner: one thread. */
final class FileCheck {
  /** Room for one entry of an index and the free box behind it. */
  private static final int LEAST_PLACE = 60;

  private final Path root;
  private final boolean repair;
  private final LostAndFound lost;
  private final List<Finding> findings = new ArrayList<>();

  FileCheck(Path root, boolean repair) {
    this.root = root;
    this.repair = repair;
    this.lost = new LostAndFound(root);
  }

  List<Finding> findings() {
    return findings;
  }

  /** The segment that the file is; null if it is none, which is noted. */
  @Nullable SegmentName name(Path file) throws IOException {
    SegmentName name = SegmentName.parse(file.getFileName().toString());
    if (name == null) {
      misfit(file, Fault.MISPLACED, "its name is none of a segment");
      return null;
    }
    Path place = root.resolve(name.stream().camera().value()).resolve(name.day());
    if (!place.resolve(name.file()).equals(file)) {
      misfit(file, Fault.MISPLACED, "its place is " + root.relativize(place));
      return null;
    }
    return name;
  }

  /**
   * Looks into a segment.
   *
   * @param open true if it may still be written to
   * @return what is in it, when that is in its place; else null
   */
  @Nullable SegmentInfo examine(Path file, SegmentName name, boolean open) throws IOException {
    SegmentFacts walked = SegmentScan.walk(file);
    if (walked.durationMicros() <= 0) {
      if (!open) {
        misfit(file, Fault.NO_VIDEO, Files.size(file) + " bytes");
      }
      return null;
    }
    if (!walked.agrees(name)) {
      misfit(file, Fault.WRONG_TIME, "the notes tell " + walked.notes());
      return null;
    }
    if (walked.notesDamaged()) {
      note(file, Fault.DAMAGED_NOTES, "its start is that of its name", "made them empty");
      if (repair) {
        SegmentMender.forgetNotes(file);
      }
    }
    if (!open) {
      tail(file, walked);
      index(file, walked);
    }
    return walked.info(name, Files.size(file));
  }

  private void tail(Path file, SegmentFacts walked) throws IOException {
    long over = Files.size(file) - walked.whole();
    if (over > 0) {
      note(file, Fault.TORN_TAIL, over + " bytes", "cut them off");
      if (repair) {
        SegmentMender.cut(file, walked.whole());
      }
    }
  }

  private void index(Path file, SegmentFacts walked) throws IOException {
    SegmentFacts told = SegmentScan.read(file);
    boolean wrong = told.indexed() && told.durationMicros() != walked.durationMicros();
    if ((!told.indexed() && walked.place().size() >= LEAST_PLACE) || wrong) {
      boolean written = repair && SegmentMender.index(file);
      String detail =
          wrong
              ? told.durationMicros() + " us told, " + walked.durationMicros() + " us there"
              : walked.durationMicros() / 1000 + " ms of video";
      findings.add(
          new Finding(
              file, wrong ? Fault.WRONG_INDEX : Fault.NO_INDEX, detail, written ? "wrote it" : ""));
    }
  }

  private void misfit(Path file, Fault fault, String detail) throws IOException {
    String done = repair ? "moved to " + root.relativize(lost.take(file)) : "";
    findings.add(new Finding(file, fault, detail, done));
  }

  private void note(Path file, Fault fault, String detail, String done) {
    findings.add(new Finding(file, fault, detail, repair ? done : ""));
  }
}
