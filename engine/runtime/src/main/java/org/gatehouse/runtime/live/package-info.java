/**
 * Live view: turns one stream into the messages of docs/http-api.md "Live" for one viewer, one fMP4
 * fragment for each picture. Depends on the contract and on {@code mp4}; knows no web server. The
 * caller gives the thread, a virtual one for each viewer. Start at {@link
 * org.gatehouse.runtime.live.LiveViewer}.
 */
@NullMarked
package org.gatehouse.runtime.live;

import org.jspecify.annotations.NullMarked;
