package org.gatehouse.contract.vision;

/** A box in fractions of the picture, 0 to 1, origin top left. */
public record BoundingBox(double x, double y, double width, double height) {}
