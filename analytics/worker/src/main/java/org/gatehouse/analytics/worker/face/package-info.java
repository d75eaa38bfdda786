/**
 * Finds where faces are in one picture, and nothing else about them: boxes and six points
 * (BlazeFace back 256). The points serve to judge how a face is turned, for the choice of the best
 * picture; they leave no finding. May depend on {@code inference}, {@code tracking}, OpenCV's core
 * and imgproc. Detectors hold buffers and belong to one lane's thread. Start at {@link
 * org.gatehouse.analytics.worker.face.FaceDetector}.
 */
@NullMarked
package org.gatehouse.analytics.worker.face;

import org.jspecify.annotations.NullMarked;
