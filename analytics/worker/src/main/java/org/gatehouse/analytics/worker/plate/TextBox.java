package org.gatehouse.analytics.worker.plate;

/**
 * A line of text that the detector found.
 *
 * @param quad in picture pixels
 * @param score mean text probability inside, 0 to 1
 */
public record TextBox(Quad quad, float score) {}
