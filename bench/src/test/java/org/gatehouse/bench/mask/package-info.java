/** Cameras that the engine masks, through the whole engine. */
@NullMarked
package org.gatehouse.bench.mask;

import org.jspecify.annotations.NullMarked;
