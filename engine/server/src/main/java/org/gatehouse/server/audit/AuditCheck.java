package org.gatehouse.server.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.audit.AuditChain;
import org.gatehouse.contract.audit.AuditPoint;
import org.gatehouse.contract.audit.AuditRow;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.server.sitekey.PublicKeyText;
import org.jspecify.annotations.Nullable;

/** Checks an audit log: each row against the one before it, and the whole against its head. */
public final class AuditCheck {
  private static final int PAGE = 1000;
  private static final int MOST_FAULTS = 20;

  private final AuditStore store;
  private final List<String> faults = new ArrayList<>();

  /** Rows whose places a head may name. */
  private final List<Expected> expected = new ArrayList<>();

  private record Expected(String head, AuditPoint point) {}

  /**
   * What was found.
   *
   * @param rows how many there are
   * @param unsigned how many came after the head was signed last, as after a power cut
   * @param faults what does not hold; empty if all does
   */
  public record Verdict(
      AuditPoint begin, AuditPoint end, long rows, long unsigned, List<String> faults) {
    /** True if nothing was changed, taken away, put in or cut off. */
    public boolean holds() {
      return faults.isEmpty();
    }
  }

  private AuditCheck(AuditStore store) {
    this.store = store;
  }

  /**
   * Checks it, also beside a running engine.
   *
   * @param data the folder with the head
   * @param elsewhere a head that was kept in another place at some time; null for none
   */
  public static Verdict check(
      AuditStore store, Path data, PublicKeyText key, @Nullable Path elsewhere) {
    return new AuditCheck(store).check(data, key, elsewhere);
  }

  private Verdict check(Path data, PublicKeyText key, @Nullable Path elsewhere) {
    // Heads first: what is added meanwhile lies behind them.
    AuditHead head = head(data.resolve(AuditHead.FILE), key);
    if (head == null && faults.isEmpty() && store.end().sequence() > 0) {
      faults.add(AuditHead.FILE + ": missing, though there are rows");
    }
    others(data, elsewhere).forEach(file -> expect(file, head(file, key)));
    expect(Path.of(AuditHead.FILE), head);
    AuditPoint begin = store.begin();
    if (head != null) {
      begins(begin, head);
    }
    meet(begin);
    AuditPoint end = walk(begin);
    for (Expected missing : expected) {
      faults.add(
          missing.point().sequence() > end.sequence()
              ? "rows were cut off: %s knows row %d, the last one is %d"
                  .formatted(missing.head(), missing.point().sequence(), end.sequence())
              : "the chain begins at row %d, behind row %d that %s knows"
                  .formatted(begin.sequence(), missing.point().sequence(), missing.head()));
    }
    long unsigned = head == null ? 0 : Math.max(0, end.sequence() - head.end().sequence());
    return new Verdict(begin, end, end.sequence() - begin.sequence(), unsigned, faults);
  }

  private List<Path> others(Path data, @Nullable Path elsewhere) {
    List<Path> others = new ArrayList<>();
    try {
      others.addAll(HeadFile.disputed(data));
    } catch (IOException e) {
      faults.add(data + ": cannot be listed: " + e.getMessage());
    }
    if (elsewhere != null && Files.exists(elsewhere)) {
      others.add(elsewhere);
    } else if (elsewhere != null) {
      faults.add(elsewhere + ": there is no such file");
    }
    return others;
  }

  /** More rows than the head needs may be there: it is signed before they are deleted. */
  private void begins(AuditPoint begin, AuditHead head) {
    if (begin.sequence() > head.begin().sequence()) {
      faults.add(
          "the chain begins at row %d, the signed head says row %d"
              .formatted(begin.sequence(), head.begin().sequence()));
    } else {
      expected.add(new Expected(AuditHead.FILE, head.begin()));
    }
  }

  private @Nullable AuditHead head(Path file, PublicKeyText key) {
    try {
      return AuditHead.read(file, key);
    } catch (IOException e) {
      faults.add(file.getFileName() + ": " + e.getMessage());
      return null;
    }
  }

  private void expect(Path file, @Nullable AuditHead head) {
    if (head != null) {
      expected.add(new Expected(String.valueOf(file.getFileName()), head.end()));
    }
  }

  /** The chain is at that point: heads that know it must agree. */
  private void meet(AuditPoint at) {
    for (Expected one : List.copyOf(expected)) {
      if (one.point().sequence() == at.sequence()) {
        expected.remove(one);
        if (!one.point().hash().equals(at.hash())) {
          faults.add("row %d is not the one that %s knows".formatted(at.sequence(), one.head()));
        }
      }
    }
  }

  private AuditPoint walk(AuditPoint begin) {
    AuditPoint at = begin;
    for (List<AuditRow> page = store.after(at.sequence(), PAGE);
        !page.isEmpty() && faults.size() < MOST_FAULTS;
        page = store.after(at.sequence(), PAGE)) {
      for (AuditRow row : page) {
        look(at, row);
        at = row.point();
        meet(at);
      }
    }
    return at;
  }

  private void look(AuditPoint before, AuditRow row) {
    if (AuditChain.follows(before, row)) {
      return;
    }
    long next = before.sequence() + 1;
    if (row.sequence() != next) {
      faults.add(
          next == row.sequence() - 1
              ? "row %d is missing".formatted(next)
              : "rows %d to %d are missing".formatted(next, row.sequence() - 1));
    } else {
      faults.add("row %d was changed, or is not in its place".formatted(row.sequence()));
    }
  }
}
