/**
 * The contract's ports to ONVIF, for ServiceLoader: finding and asking cameras, and keeping up
 * subscriptions to what they notice. Depends on the rest of onvif and on session. Start at {@link
 * org.gatehouse.camera.onvif.directory.OnvifDirectory}.
 */
@NullMarked
package org.gatehouse.camera.onvif.directory;

import org.jspecify.annotations.NullMarked;
