package org.gatehouse.bench.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a demo run is to do.
 *
 * @param seconds after which it ends by itself; empty until Ctrl-C
 * @param port of the page; 0 for a free one
 * @param keep whether the temporary folder stays
 */
record DemoPlan(long seed, List<Path> videos, OptionalInt seconds, int port, boolean keep) {}
