package org.gatehouse.runtime.gate;

import java.util.function.BiConsumer;
import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.list.VehicleLists;

/**
 * What lanes share.
 *
 * @param events records an event of a camera; returns at once
 * @param alarms may be used by several threads
 */
public record GateParts(
    VehicleLists lists,
    GateStore store,
    BiConsumer<CameraId, EventDetail> events,
    AlarmSink alarms,
    Ticker ticker) {}
