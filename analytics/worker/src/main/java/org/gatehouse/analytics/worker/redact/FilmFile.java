package org.gatehouse.analytics.worker.redact;

import java.nio.file.Path;

/**
 * A recorded segment.
 *
 * @param startMicros wall-clock time of its first picture, epoch microseconds
 */
public record FilmFile(Path file, long startMicros) {}
