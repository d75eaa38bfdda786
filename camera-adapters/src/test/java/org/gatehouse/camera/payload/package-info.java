/** Tests of all payload formats together. */
@NullMarked
package org.gatehouse.camera.payload;

import org.jspecify.annotations.NullMarked;
