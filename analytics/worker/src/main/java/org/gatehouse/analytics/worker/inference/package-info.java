/**
 * The closed set of models and the one way to run them: ONNX Runtime on the calling thread. May
 * depend on the contract's errors and nothing else of the project. Thread-safe: sessions are shared
 * by all lanes. Start at {@link org.gatehouse.analytics.worker.inference.ModelSet}.
 */
@NullMarked
package org.gatehouse.analytics.worker.inference;

import org.jspecify.annotations.NullMarked;
