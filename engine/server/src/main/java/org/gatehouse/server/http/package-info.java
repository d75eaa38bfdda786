/**
 * The HTTP and WebSocket interface of {@code docs/http-api.md} and the page's files, on Vert.x.
 * Handlers run on the event loop and hand whatever may block (database, files) to worker threads.
 * Start at {@link org.gatehouse.server.http.WebServer}.
 */
@NullMarked
package org.gatehouse.server.http;

import org.jspecify.annotations.NullMarked;
