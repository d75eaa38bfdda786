package org.gatehouse.bench.powercut;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a name may stand for on the disk that is built. Used by one thread. */
sealed interface Node {
  /** A file: each change to it, by its place in the log. */
  final class FileNode implements Node {
    final List<Integer> changes = new ArrayList<>();

    /** Changes before this place of the log are on disk. */
    int synced;
  }

  /** A folder: its names, each with the place in the log where it came or went. */
  final class FolderNode implements Node {
    private record Change(int at, String name, @Nullable Node node) {}

    private final List<Change> changes = new ArrayList<>();

    /** Names before this place of the log are on disk. */
    int synced;

    void put(int at, String name, @Nullable Node node) {
      changes.add(new Change(at, name, node));
    }

    /** As a process sees it. */
    @Nullable Node get(String name) {
      Node found = null;
      for (Change change : changes) {
        if (change.name().equals(name)) {
          found = change.node();
        }
      }
      return found;
    }

    /**
     * As it may be after a power cut: all that was synced, and of what came later the first few
     * changes, in order, as a journal keeps them.
     */
    Map<String, Node> afterCut(RandomGenerator random) {
      long sure = changes.stream().filter(change -> change.at() < synced).count();
      long kept = sure + random.nextLong(changes.size() - sure + 1);
      Map<String, Node> names = new LinkedHashMap<>();
      for (Change change : changes.subList(0, (int) kept)) {
        Node node = change.node();
        if (node == null) {
          names.remove(change.name());
        } else {
          names.put(change.name(), node);
        }
      }
      return names;
    }
  }
}
