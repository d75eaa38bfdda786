/**
 * What flows from a camera: access units with their parameter sets and times, and the two ends of a
 * stream. Plain values without threads; depends on the JDK only. Start at {@link
 * org.gatehouse.contract.media.AccessUnit}.
 */
@NullMarked
package org.gatehouse.contract.media;

import org.jspecify.annotations.NullMarked;
