/**
 * A real RTSP/1.0 server over TCP that plays prepared H.264 tracks like cameras do, with scripted
 * faults: for tests, the bench farm and the demo. One event loop serves all cameras and clients;
 * the tracks' arrays are shared and never copied per client. May depend on the rtsp and rtp
 * packages and on Netty. Start at {@link org.gatehouse.camera.simulator.SimulatedCameras}.
 */
@NullMarked
package org.gatehouse.camera.simulator;

import org.jspecify.annotations.NullMarked;
