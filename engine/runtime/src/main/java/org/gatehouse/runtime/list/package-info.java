/**
 * Lists of vehicles in memory: a compact index of what the store keeps, and what an entry means at
 * a lane and a time. Depends on the contract and on {@code record} for times of the week. Start at
 * {@link org.gatehouse.runtime.list.VehicleLists}.
 */
@NullMarked
package org.gatehouse.runtime.list;

import org.jspecify.annotations.NullMarked;
