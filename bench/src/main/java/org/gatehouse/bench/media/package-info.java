/**
 * Video in and out: drawn pictures become H.264 by the bundled openh264, files become tracks that
 * the simulated camera plays. May depend on FFmpeg through JavaCPP and on the simulator's track
 * type, never on scenes. Every object belongs to the thread that made it. Start at {@link
 * org.gatehouse.bench.media.H264Encoder} and {@link org.gatehouse.bench.media.VideoFile}.
 */
@NullMarked
package org.gatehouse.bench.media;

import org.jspecify.annotations.NullMarked;
