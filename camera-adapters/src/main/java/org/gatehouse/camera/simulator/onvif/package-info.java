/**
 * Simulated ONVIF devices: hundreds on addresses of their own, served by one event loop, with
 * scripted faults; or one that serves recorded replies. Nothing outside the loopback is meant to be
 * served. May depend on onvif.xml, onvif.soap, rtsp.auth and Netty. Start at {@link
 * org.gatehouse.camera.simulator.onvif.OnvifSimulator}.
 */
@NullMarked
package org.gatehouse.camera.simulator.onvif;

import org.jspecify.annotations.NullMarked;
