/** Fixtures and fakes that the tests of this module share. */
@NullMarked
package org.gatehouse.camera;

import org.jspecify.annotations.NullMarked;
