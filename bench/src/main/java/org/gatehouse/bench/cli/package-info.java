/**
 * What the bench's commands share on the command line: exit codes, the terminal. May depend on the
 * JDK only. Start at {@link org.gatehouse.bench.cli.Terminal}.
 */
@NullMarked
package org.gatehouse.bench.cli;

import org.jspecify.annotations.NullMarked;
