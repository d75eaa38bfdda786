package org.gatehouse.contract.vision;

import java.util.List;
import org.gatehouse.contract.media.StreamId;

/**
 * One analysed stream.
 *
 * @param regions plate formats to expect, most likely first: {@code CN}, ISO 3166 codes of European
 *     countries, or {@code GENERIC}; empty for a person lane
 */
public record LaneSpec(StreamId stream, LaneKind kind, List<String> regions) {}
