/** What the tests of this module share: a clock, video, ffmpeg, and stores that fail on demand. */
@NullMarked
package org.gatehouse.runtime.testing;

import org.jspecify.annotations.NullMarked;
