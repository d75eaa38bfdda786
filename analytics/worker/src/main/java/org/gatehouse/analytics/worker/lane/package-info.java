/**
 * One lane in the worker: a queue of access units and a thread that decodes and analyses them. May
 * depend on the contract, the messages, {@code decode} and {@code passage}; speaks to the engine
 * through {@link org.gatehouse.analytics.worker.lane.EngineLine} only. Start at {@link
 * org.gatehouse.analytics.worker.lane.LaneRunner}.
 */
@NullMarked
package org.gatehouse.analytics.worker.lane;

import org.jspecify.annotations.NullMarked;
