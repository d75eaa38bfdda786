/**
 * One ring per stream: the camera's I/O thread writes access units, any number of threads read
 * them. Nothing here starts a thread, blocks the writer or copies a payload; it depends on the
 * contract only. Start at {@link org.gatehouse.runtime.ring.StreamRing}.
 */
@NullMarked
package org.gatehouse.runtime.ring;

import org.jspecify.annotations.NullMarked;
