/**
 * The verbs below {@code gatehouse cameras}: many cameras at once, and what is on the network. One
 * class each; they run on the main thread. Start at {@link
 * org.gatehouse.server.cli.cameras.CamerasCommand}.
 */
@NullMarked
package org.gatehouse.server.cli.cameras;

import org.jspecify.annotations.NullMarked;
