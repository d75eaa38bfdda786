package org.gatehouse.analytics.worker.plate;

/**
 * A legal plate that a picture may show.
 *
 * @param match which format it is
 * @param log natural logarithm of the recogniser's probability for it, less the format's penalty
 */
public record Hypothesis(String text, FormatSet.Match match, double log) {}
