/**
 * Files of labels that people made: tables of comma-separated values, and plates as they are
 * compared. May depend on the contract, on how the worker's reader writes plates, and on the
 * bench's failures. Stateless but for the tables, which are immutable. Start at {@link
 * org.gatehouse.bench.labels.CsvTable}.
 */
@NullMarked
package org.gatehouse.bench.labels;

import org.jspecify.annotations.NullMarked;
