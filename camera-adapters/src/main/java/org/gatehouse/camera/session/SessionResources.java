package org.gatehouse.camera.session;

import io.netty.bootstrap.Bootstrap;
import org.gatehouse.contract.time.Ticker;

/**
 * What sessions share.
 *
 * @param datagrams makes UDP sockets on the session's event loop
 */
record SessionResources(Ticker ticker, WallClock wallClock, Bootstrap datagrams) {}
