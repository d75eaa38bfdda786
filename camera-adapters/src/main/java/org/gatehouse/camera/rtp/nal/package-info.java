/**
 * What H.264 and H.265 have in common: NAL units in byte streams, their bits, and the memory in
 * which a picture is put together of them. Pure; used by one thread at a time. Start at {@link
 * org.gatehouse.camera.rtp.nal.PictureBuffer}.
 */
@NullMarked
package org.gatehouse.camera.rtp.nal;

import org.jspecify.annotations.NullMarked;
