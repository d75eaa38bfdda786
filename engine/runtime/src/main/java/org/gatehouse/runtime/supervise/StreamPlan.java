package org.gatehouse.runtime.supervise;

import java.util.function.Supplier;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.media.StreamWriter;

/**
 * One stream of a camera.
 *
 * @param spec asked before each session and, while the credentials count as refused, every few
 *     seconds, on the supervisor thread: so a secret that changed in its file is noticed. May throw
 *     {@link org.gatehouse.contract.config.ConfigException} while the secret cannot be read
 * @param writer gets each access unit on the session's I/O thread
 */
public record StreamPlan(Supplier<CameraSpec> spec, StreamWriter writer) {}
