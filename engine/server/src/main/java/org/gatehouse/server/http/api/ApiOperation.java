package org.gatehouse.server.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the contract.
 *
 * @param id its {@code operationId}
 * @param method in capitals
 * @param body what the body must be; null if it takes none
 * @param tree as it is written
 * @param pointer where it is written (RFC 6901)
 */
public record ApiOperation(
    String id,
    String method,
    PathPattern path,
    List<ApiParameter> parameters,
    @Nullable JsonSchema body,
    boolean bodyRequired,
    JsonNode tree,
    String pointer) {
  /** True for a parameter of the address that it has; any is, where an object takes them all. */
  public boolean knowsQuery(String name) {
    return parameters.stream()
        .filter(each -> each.place() == ApiParameter.Place.QUERY)
        .anyMatch(each -> each.name().equals(name) || each.type().equals("object"));
  }
}
