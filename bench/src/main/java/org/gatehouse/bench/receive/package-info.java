/**
 * A backend's inbox: takes signed webhooks, verifies them with the Standard Webhooks library, keeps
 * each event once. May depend on the JDK's HTTP server, Jackson and that library, never on the
 * engine. The server's threads call in; readers ask from anywhere. Start at {@link
 * org.gatehouse.bench.receive.Receiver}.
 */
@NullMarked
package org.gatehouse.bench.receive;

import org.jspecify.annotations.NullMarked;
