/**
 * What recording costs, without receiving: the recorder on rings that are filled in its own
 * process, against a C program that copies as many bytes and against libavformat, with the same
 * syncs. May depend on the engine's runtime and storage and on the bench's clips. Used by the
 * command's main thread. Start at {@link org.gatehouse.bench.record.RecordCommand}.
 */
@NullMarked
package org.gatehouse.bench.record;

import org.jspecify.annotations.NullMarked;
