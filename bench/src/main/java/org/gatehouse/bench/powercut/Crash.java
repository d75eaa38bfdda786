package org.gatehouse.bench.powercut;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.bench.fleet.FleetNews;
import org.gatehouse.bench.powercut.EventWriter.Acknowledged;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentStore;

/**
 * One killed engine.
 *
 * @param data its data folder
 * @param events the data folder of the process beside it that wrote events
 * @param began when it began, of the monotonic clock
 * @param killed when it was killed
 * @param before what the cameras had sent when it was started
 * @param after and when it was gone
 * @param restless cameras that went away meanwhile
 * @param kept a store that was open and had listed all cameras just before
 * @param served what the engine told of some cameras just before
 */
record Crash(
    Path data,
    Path dataLog,
    Path events,
    Path eventsLog,
    long began,
    Moment killed,
    FleetNews.Counts before,
    FleetNews.Counts after,
    Set<String> restless,
    SegmentStore kept,
    Map<String, List<SegmentInfo>> served,
    List<Acknowledged> acknowledged) {}
