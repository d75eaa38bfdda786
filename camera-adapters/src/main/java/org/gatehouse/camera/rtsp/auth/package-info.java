/**
 * Basic (RFC 7617) and Digest (RFC 2617, RFC 7616: MD5 and SHA-256) authentication, both ends.
 * Pure; used by one thread at a time. Start at {@link org.gatehouse.camera.rtsp.auth.Authorizer}.
 */
@NullMarked
package org.gatehouse.camera.rtsp.auth;

import org.jspecify.annotations.NullMarked;
