/**
 * What cameras tell in ONVIF notification messages, in a metadata stream or answered to a pull: a
 * closed list of topics is read, everything else is dropped unread. Pure: bytes in, values out; any
 * thread, one at a time. Depends on the contract and the JDK's XML reader. Start at {@link
 * org.gatehouse.camera.notice.NoticeReader}.
 */
@NullMarked
package org.gatehouse.camera.notice;

import org.jspecify.annotations.NullMarked;
