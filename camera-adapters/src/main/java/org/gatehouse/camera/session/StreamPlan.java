package org.gatehouse.camera.session;

import java.util.function.Function;
import org.gatehouse.camera.rtp.Depacketizer;

/**
 * One media stream that is to be set up.
 *
 * @param url what SETUP names
 * @param payloadType of its packets; others are ignored
 * @param clockRate ticks of its RTP timestamps in a second
 * @param reader makes the depacketizer for its packets
 */
record StreamPlan(
    StreamKind kind,
    String url,
    int payloadType,
    int clockRate,
    Function<StreamOutput, Depacketizer> reader) {}
