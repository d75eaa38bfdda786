package org.gatehouse.bench.plates;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A drawn picture of one plate.
 *
 * @param picture 8-bit BGR; whoever takes it closes it
 */
public record RenderedPlate(RenderedKind kind, String text, Mat picture) {}
