/**
 * Access units to pictures: avcodec and swscale through JavaCPP, nothing in between. Depends on the
 * contract and the natives only. Each decoder is used by one thread, its lane's. Start at {@link
 * org.gatehouse.analytics.worker.decode.LaneDecoder}.
 */
@NullMarked
package org.gatehouse.analytics.worker.decode;

import org.jspecify.annotations.NullMarked;
