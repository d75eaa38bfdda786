package org.gatehouse.camera.rtp.h264;

import org.gatehouse.contract.media.ParameterSets;

/**
 * One picture as it came out of its packets.
 *
 * @param timestamp RTP timestamp, 32 bits
 * @param nanos monotonic arrival time of its first packet
 * @param randomAccess true for an IDR picture
 * @param lostPackets packets missing since the picture before
 * @param payload NAL units behind 4-byte lengths, without parameter sets
 */
public record CodedPicture(
    ParameterSets parameters,
    int timestamp,
    long nanos,
    boolean randomAccess,
    int lostPackets,
    byte[] payload) {}
