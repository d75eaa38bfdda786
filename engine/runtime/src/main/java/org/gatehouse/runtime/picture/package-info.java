/**
 * Finds cameras whose picture stands still although access units arrive. One thread of its own
 * looks at what the rings hold several times a second; nothing here runs on an I/O thread. Depends
 * on the contract only. Start at {@link org.gatehouse.runtime.picture.PictureWatch}.
 */
@NullMarked
package org.gatehouse.runtime.picture;

import org.jspecify.annotations.NullMarked;
