/**
 * Reads recorded segments: what format they have, where their fragments lie, and what a fragment
 * says; the counterpart of {@code mp4}, which writes them. Depends on the contract only; runs on
 * the caller's thread and waits for the disk. Section numbers are those of ISO/IEC 14496-12. Start
 * at {@link org.gatehouse.runtime.segment.SegmentReader}.
 */
@NullMarked
package org.gatehouse.runtime.segment;

import org.jspecify.annotations.NullMarked;
