/**
 * Copies stretches of recordings into plain MP4 files of their own, without transcoding: a file for
 * each stretch that is whole and of one format. Runs on the caller's thread and waits for the disk.
 * Start at {@link org.gatehouse.runtime.clip.ClipFinder}.
 */
@NullMarked
package org.gatehouse.runtime.clip;

import org.jspecify.annotations.NullMarked;
