/**
 * Clips for load: long synthetic scenes with a sensor's noise, coded once by the system's ffmpeg at
 * a given bit rate, packed into RTP packets and kept under {@code bench/target/clips}. May depend
 * on the JDK and the simulator's packer. Used by a command's main thread. Start at {@link
 * org.gatehouse.bench.clip.ClipMaker}.
 */
@NullMarked
package org.gatehouse.bench.clip;

import org.jspecify.annotations.NullMarked;
