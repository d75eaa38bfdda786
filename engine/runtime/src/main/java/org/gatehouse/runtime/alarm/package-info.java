/**
 * Turns the states of cameras into alarms, one for one root cause, and keeps the list of them. The
 * desk is told on the supervisor thread; sinks must not block. Depends on the contract and on
 * {@code supervise}. Start at {@link org.gatehouse.runtime.alarm.AlarmDesk}.
 */
@NullMarked
package org.gatehouse.runtime.alarm;

import org.jspecify.annotations.NullMarked;
