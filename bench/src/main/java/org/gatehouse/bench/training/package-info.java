/**
 * Makes what a network of our own is trained with: drawn plates, and what PP-OCR has in mind when
 * it looks at them. May use the worker's reader and the drawn plates. Start at {@link
 * org.gatehouse.bench.training.TrainingCommand}.
 */
@NullMarked
package org.gatehouse.bench.training;

import org.jspecify.annotations.NullMarked;
