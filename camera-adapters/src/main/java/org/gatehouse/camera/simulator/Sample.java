package org.gatehouse.camera.simulator;

/**
 * One coded picture of a track.
 *
 * @param ticks presentation time in 1/90000 s from the start of the track
 * @param key true for an IDR picture
 * @param avcc NAL units, each after its length in 4 bytes, big-endian, without parameter sets;
 *     shared by all clients and not to be changed
 */
public record Sample(long ticks, boolean key, byte[] avcc) {}
