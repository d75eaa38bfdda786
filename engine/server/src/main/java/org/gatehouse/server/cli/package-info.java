/**
 * The command line of the engine's process: one class per verb, exit codes, messages for people.
 * Runs on the main thread. Start at {@link org.gatehouse.server.cli.Root}.
 */
@NullMarked
package org.gatehouse.server.cli;

import org.jspecify.annotations.NullMarked;
