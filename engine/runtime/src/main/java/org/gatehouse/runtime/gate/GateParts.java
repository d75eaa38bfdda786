package org.gatehouse.runtime.gate;

import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.list.VehicleLists;

/**
 * What lanes share.
 *
 * @param alarms may be used by several threads
 */
public record GateParts(
    VehicleLists lists, GateStore store, GateEvents events, AlarmSink alarms, Ticker ticker) {}
