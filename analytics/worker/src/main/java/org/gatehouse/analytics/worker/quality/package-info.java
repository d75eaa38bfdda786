/**
 * How good a picture is, measured on pixels alone: sharpness, exposure, and for faces how they are
 * turned and framed. No template and no network. Pure but for OpenCV's core and imgproc; used by
 * the lane's thread. Start at {@link org.gatehouse.analytics.worker.quality.Sharpness}.
 */
@NullMarked
package org.gatehouse.analytics.worker.quality;

import org.jspecify.annotations.NullMarked;
