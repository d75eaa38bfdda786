/**
 * The frame that all {@code bench} verbs share: a readable table with the machine's load, a file
 * under {@code bench/results}, one JSON object as the last line. May depend on the JDK, Jackson,
 * picocli, the terminal and the launcher. Start at {@link org.gatehouse.bench.report.BenchReport}.
 */
@NullMarked
package org.gatehouse.bench.report;

import org.jspecify.annotations.NullMarked;
