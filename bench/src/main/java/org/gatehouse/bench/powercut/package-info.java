/**
 * What a killed engine and a power cut leave behind. A small native library, preloaded into the
 * engine, logs what it asks of the file system; from that log the disk is built as it may look
 * after a power cut at any moment, and what is on it is checked. May depend on the bench's fleet,
 * engine and media packages. Used by the command's main thread. Start at {@link
 * org.gatehouse.bench.powercut.PowercutCommand}.
 */
@NullMarked
package org.gatehouse.bench.powercut;

import org.jspecify.annotations.NullMarked;
