/**
 * What one lane sees: frames go in, finished passages of vehicles and face snapshots of people come
 * out. May depend on the contract and on the vision packages of this module, never on the link to
 * the engine. Runs on the lane's own thread. Start at {@link
 * org.gatehouse.analytics.worker.passage.LaneAnalyzer}.
 */
@NullMarked
package org.gatehouse.analytics.worker.passage;

import org.jspecify.annotations.NullMarked;
