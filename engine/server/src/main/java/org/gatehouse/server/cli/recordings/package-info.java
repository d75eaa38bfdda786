/**
 * {@code gatehouse recordings}: what is to be done with recordings from the command line. Runs on
 * the main thread. Start at {@link org.gatehouse.server.cli.recordings.RecordingsCommand}.
 */
@NullMarked
package org.gatehouse.server.cli.recordings;

import org.jspecify.annotations.NullMarked;
