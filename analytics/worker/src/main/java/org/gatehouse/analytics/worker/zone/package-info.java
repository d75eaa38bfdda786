/**
 * Which part of its camera's picture a lane is about, and which way vehicles cross its line. Pure
 * arithmetic: no OpenCV, no model, no clock. Used by the lane's thread. Start at {@link
 * org.gatehouse.analytics.worker.zone.LaneScene}.
 */
@NullMarked
package org.gatehouse.analytics.worker.zone;

import org.jspecify.annotations.NullMarked;
