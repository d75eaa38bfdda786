/**
 * What nobody may see of a camera's picture, burnt in black. Knows OpenCV and FFmpeg; every part
 * that hands pictures on uses it. Stateless. Start at {@link
 * org.gatehouse.analytics.worker.mask.Masks}.
 */
@NullMarked
package org.gatehouse.analytics.worker.mask;

import org.jspecify.annotations.NullMarked;
