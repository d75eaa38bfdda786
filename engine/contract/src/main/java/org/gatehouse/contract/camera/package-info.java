/**
 * The port to cameras: an adapter opens sessions, a session reports states, access units and how it
 * ended. Adapters are found by ServiceLoader. Start at {@link
 * org.gatehouse.contract.camera.CameraAdapter}.
 */
@NullMarked
package org.gatehouse.contract.camera;

import org.jspecify.annotations.NullMarked;
