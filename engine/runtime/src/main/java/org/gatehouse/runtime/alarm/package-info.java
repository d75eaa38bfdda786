/**
 * What a person is told, and what people do about it: one alarm for one cause, with little delay
 * and no false ones. May depend on the contract and {@code supervise}. Sources are looked at by the
 * supervisor's thread; the board is asked by any. Start at {@link
 * org.gatehouse.runtime.alarm.AlarmBoard}, the table at {@link
 * org.gatehouse.runtime.alarm.Standing}.
 */
@NullMarked
package org.gatehouse.runtime.alarm;

import org.jspecify.annotations.NullMarked;
