/**
 * The recorder: one thread for each volume reads the rings of its cameras and writes their video
 * into segment files. Depends on the contract ({@code SegmentStore}, {@code StreamSource}) and on
 * {@code mp4}; never on decoding. Start at {@link org.gatehouse.runtime.record.Recorder}.
 */
@NullMarked
package org.gatehouse.runtime.record;

import org.jspecify.annotations.NullMarked;
