/**
 * Plays what is recorded: walks through a stream's segments from any time on, tells what is missing
 * and why, lays the fragments on one time line without copying the media more than once, and never
 * runs far ahead of who watches. Knows no web server; the caller gives the thread, a virtual one
 * for each player. Start at {@link org.gatehouse.runtime.playback.Playback}.
 */
@NullMarked
package org.gatehouse.runtime.playback;

import org.jspecify.annotations.NullMarked;
