/**
 * Cuts coded pictures and sound into the payloads of RTP packets: RFC 6184, 7798, 2435, 3640, 7587.
 * Pure; any thread. The reverse of {@code rtp}. Start at {@link
 * org.gatehouse.camera.packing.Packing}.
 */
@NullMarked
package org.gatehouse.camera.packing;

import org.jspecify.annotations.NullMarked;
