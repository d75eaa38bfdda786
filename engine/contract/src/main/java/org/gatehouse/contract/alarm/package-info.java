/**
 * The port to whoever must know that something needs a person: raised once for one cause, cleared
 * when it is over, and between them what operators do about it. Plain values; depends on the JDK
 * only. Start at {@link org.gatehouse.contract.alarm.AlarmSink}.
 */
@NullMarked
package org.gatehouse.contract.alarm;

import org.jspecify.annotations.NullMarked;
