package org.gatehouse.camera.rtp;

import org.gatehouse.contract.media.AudioFormat;

/**
 * One piece of audio as it came out of its packets.
 *
 * @param timestamp RTP timestamp, 32 bits, on the audio's own clock
 * @param nanos monotonic arrival time of its first packet
 * @param durationTicks how long it sounds, on the audio's own clock
 * @param payload the coded bytes alone
 */
public record CodedAudio(
    AudioFormat format, int timestamp, long nanos, int durationTicks, byte[] payload) {}
