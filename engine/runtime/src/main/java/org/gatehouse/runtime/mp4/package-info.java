/**
 * A pure writer of fragmented MP4 (CMAF) for H.264, H.265 and MJPEG with sound: formats and coded
 * bytes in, boxes out. No I/O, clock, thread or logger; serves the recorder and the live view
 * alike. Section numbers are those of ISO/IEC 14496-12 unless another standard is named. Start at
 * {@code InitSegment} and {@code FragmentWriter}.
 */
@NullMarked
package org.gatehouse.runtime.mp4;

import org.jspecify.annotations.NullMarked;
