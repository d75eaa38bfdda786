/** The contract of the HTTP interface, and requests held against it. */
@NullMarked
package org.gatehouse.server.http.api;

import org.jspecify.annotations.NullMarked;
