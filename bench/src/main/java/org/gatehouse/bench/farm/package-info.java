/**
 * Serves rendered scenes and video files as RTSP cameras, in a process of its own, and tells what
 * truly happens in them. May depend on {@code bench.scene}, {@code bench.media} and the simulated
 * cameras. The simulator's event loop plays; the main thread renders. Start at {@link
 * org.gatehouse.bench.farm.FarmCommand}; {@link org.gatehouse.bench.farm.FarmProcess} is the
 * parent's side.
 */
@NullMarked
package org.gatehouse.bench.farm;

import org.jspecify.annotations.NullMarked;
