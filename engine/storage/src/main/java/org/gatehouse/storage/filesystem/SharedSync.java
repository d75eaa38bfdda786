package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One sync of a folder serves all who asked for it before it began: many that name files in one
 * folder at a time would otherwise each wait for a flush of their own. An error is told to each of
 * them, as the system says it once only. Thread-safe.
 */
final class SharedSync implements FolderNames.FolderSync {
  private final FolderNames.FolderSync disk;

  /** The newest of each folder. */
  private final Map<Path, Round> rounds = new HashMap<>();

  SharedSync(FolderNames.FolderSync disk) {
    this.disk = disk;
  }

  @Override
  public void sync(Path folder) throws IOException {
    Round newest;
    Round mine = null;
    synchronized (rounds) {
      newest = rounds.get(folder);
      if (newest == null || newest.begun) {
        mine = new Round(newest);
        newest = mine;
        rounds.put(folder, mine);
      }
    }
    if (mine != null) {
      run(folder, mine);
    }
    newest.await();
  }

  private void run(Path folder, Round round) {
    try {
      round.awaitTurn();
      synchronized (rounds) {
        round.begun = true;
      }
      disk.sync(folder);
      round.end.complete(null);
    } catch (IOException | RuntimeException | Error e) {
      round.end.completeExceptionally(e);
    } finally {
      synchronized (rounds) {
        rounds.remove(folder, round);
      }
    }
  }

  /** A sync and those who wait for it. */
  private static final class Round {
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private @Nullable Round before;

    /** Nobody may join any more: the names of who comes now may not be in it. */
    private boolean begun;

    Round(@Nullable Round before) {
      this.before = before;
    }

    void awaitTurn() {
      if (before != null) {
        // How it ended is its own callers' affair.
        before.end.handle((nothing, error) -> null).join();
        before = null;
      }
    }

    void await() throws IOException {
      try {
        end.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof IOException cause) {
          throw new IOException(cause.getMessage(), cause);
        }
        throw e;
      }
    }
  }
}
