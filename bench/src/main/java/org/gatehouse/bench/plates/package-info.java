/**
 * Draws Chinese plates of every kind as a camera would see them: by the sizes of GA 36-2018 with
 * free fonts, in perspective, blurred, noisy and compressed. All of it follows from one seed. May
 * use OpenCV, the scenes' glyphs, and what the worker cuts plates out with. Start at {@link
 * org.gatehouse.bench.plates.PlateCamera}.
 */
@NullMarked
package org.gatehouse.bench.plates;

import org.jspecify.annotations.NullMarked;
