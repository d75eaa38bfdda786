package org.gatehouse.server.config;

import org.gatehouse.server.config.bind.Checker.Complaints;

/** What {@code analytics} may say. Stateless. */
final class AnalysisChecks {
  private static final double LEAST_CORES = 0.1;
  private static final double MOST_CORES = 1024;
  private static final int MOST_WORKERS = 16;
  private static final long LEAST_BYTES = 500_000_000L;
  private static final long MOST_BYTES = 64_000_000_000L;

  private AnalysisChecks() {}

  static void checkCores(double cores, Complaints complaints) {
    if (!(cores >= LEAST_CORES && cores <= MOST_CORES)) {
      complaints.about("cores", "expected 0.1 to 1024, such as 1.5, but saw " + cores);
    }
  }

  static void checkWorkers(int workers, int least, Complaints complaints) {
    if (workers < least || workers > MOST_WORKERS) {
      complaints.about("workers", "expected " + least + " to 16, but saw " + workers);
    }
  }

  static void check(AnalysisConfig analysis, Complaints complaints) {
    if (analysis.workers() == 0 && analysis.remote().isEmpty()) {
      complaints.about("workers", "0 leaves nobody to analyse; name other machines in remote");
    }
    if (!analysis.remote().isEmpty() && analysis.tls() == null) {
      complaints.about("tls", "other machines are spoken to over mutual TLS only; give tls");
    }
  }

  static void check(CameraConfig camera, Complaints complaints) {
    boolean sub = camera.analytics() != null && camera.analytics().motion() == MotionFrom.SUB;
    if (sub && camera.subSpec() == null) {
      complaints.about(
          "analytics", "motion: sub needs a sub-url that is not the masked stream itself");
    }
  }

  /** A worker takes some 300 MB with nothing to do. */
  static void checkMemory(ByteSize memory, Complaints complaints) {
    if (memory.bytes() < LEAST_BYTES || memory.bytes() > MOST_BYTES) {
      complaints.about("worker-memory", "expected 500MB to 64GB, but saw " + memory.bytes() + " B");
    }
  }
}
