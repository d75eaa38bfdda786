/**
 * Judges whether a camera's picture is of use: black, over-exposed, blurred, blocked or moved,
 * against the camera's own past. Pure values and state machines that the thread {@code
 * picture-watch} owns; only the desk is shared. Depends on the contract. Start at {@link
 * org.gatehouse.runtime.health.PictureHealth}; why it judges as it does is in
 * docs/decisions/022-picture-health.md.
 */
@NullMarked
package org.gatehouse.runtime.health;

import org.jspecify.annotations.NullMarked;
