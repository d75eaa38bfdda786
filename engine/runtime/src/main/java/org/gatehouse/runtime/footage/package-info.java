/**
 * The reading side of recordings: what there is over all volumes, and what is missing. Depends on
 * the contract only; runs on the caller's thread. Start at {@link
 * org.gatehouse.runtime.footage.VolumeFootage}.
 */
@NullMarked
package org.gatehouse.runtime.footage;

import org.jspecify.annotations.NullMarked;
