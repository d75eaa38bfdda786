/**
 * ONVIF metadata over RTP (ONVIF Streaming Specification §5.2.1.1) to notices of the closed list.
 * Pure; used by one thread at a time. Start at {@link
 * org.gatehouse.camera.rtp.metadata.MetadataDepacketizer}.
 */
@NullMarked
package org.gatehouse.camera.rtp.metadata;

import org.jspecify.annotations.NullMarked;
