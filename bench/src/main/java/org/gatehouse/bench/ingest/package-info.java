/**
 * What receiving and recording many cameras costs, against the least that any receiver can take and
 * against ffmpeg, in one run on one fleet of simulated cameras. May depend on the bench's fleet and
 * engine packages. Used by the command's main thread. Start at {@link
 * org.gatehouse.bench.ingest.IngestCommand}.
 */
@NullMarked
package org.gatehouse.bench.ingest;

import org.jspecify.annotations.NullMarked;
