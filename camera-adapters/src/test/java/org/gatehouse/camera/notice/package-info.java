/** Tests and fixtures of notification messages. */
@NullMarked
package org.gatehouse.camera.notice;

import org.jspecify.annotations.NullMarked;
