/** Tests. */
@NullMarked
package org.gatehouse.camera.onvif;

import org.jspecify.annotations.NullMarked;
