/**
 * Sockets and their threads: epoll where it is there, NIO elsewhere. Depends on Netty only. Start
 * at {@link org.gatehouse.camera.transport.IoThreads}.
 */
@NullMarked
package org.gatehouse.camera.transport;

import org.jspecify.annotations.NullMarked;
