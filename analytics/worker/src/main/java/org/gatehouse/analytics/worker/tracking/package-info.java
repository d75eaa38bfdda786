/**
 * Follows boxes through the frames of one camera by place and motion alone. Pure arithmetic: no
 * OpenCV, no model, no clock. Used by the lane's thread. Start at {@link
 * org.gatehouse.analytics.worker.tracking.BoxMatcher}.
 */
@NullMarked
package org.gatehouse.analytics.worker.tracking;

import org.jspecify.annotations.NullMarked;
