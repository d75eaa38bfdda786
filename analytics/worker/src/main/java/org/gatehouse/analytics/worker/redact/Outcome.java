package org.gatehouse.analytics.worker.redact;

/**
 * What was written.
 *
 * @param firstMicros wall-clock time of the first picture, to which the file's time 0 belongs
 * @param endMicros wall-clock end of the last picture
 * @param pictures how many were written
 * @param covered places that were covered, counted in each picture anew
 * @param damaged pictures that could not be decoded and are left out
 * @param sound one line on what became of the sound, empty where it was kept or there was none
 */
public record Outcome(
    long firstMicros, long endMicros, long pictures, long covered, long damaged, String sound) {}
