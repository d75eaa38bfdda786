/**
 * What cameras notice by themselves: subscriptions to it beside the streams, and the list of what
 * was told by either way. Depends on the contract and on {@code supervise}, whose thread starts the
 * subscriptions; notices come on the feeds' and sessions' own threads. Start at {@link
 * org.gatehouse.runtime.notice.CameraNotices}.
 */
@NullMarked
package org.gatehouse.runtime.notice;

import org.jspecify.annotations.NullMarked;
