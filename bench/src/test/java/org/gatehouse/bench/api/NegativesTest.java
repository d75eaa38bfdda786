package org.gatehouse.bench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.gatehouse.bench.api.Negatives.Request;
import org.junit.jupiter.api.Test;

/** Requests that break a contract, made of the contract alone. */
class NegativesTest {
  private static final String DOCUMENT =
      """
      {"servers": [{"url": "/api/v1"}],
       "paths": {
         "/cams/{id}/moves": {
           "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
           "post": {
             "parameters": [{"name": "at", "in": "query", "required": true,
                             "schema": {"type": "string", "format": "date-time"}}],
             "requestBody": {"$ref": "#/components/requestBodies/Move"}},
           "get": {}}},
       "components": {"requestBodies": {"Move": {"content": {"application/json": {"schema": {
         "type": "object", "required": ["speed", "kind"],
         "properties": {"speed": {"type": "number", "minimum": 1},
                        "kind": {"enum": ["a", "b"]},
                        "note": {"type": "string"},
                        "roles": {"type": "object"}}}}}}}}}
      """;

  private static List<Request> of(int operation) throws Exception {
    Contract contract = new Contract(new ObjectMapper().readTree(DOCUMENT));
    return new Negatives(contract).of(contract.operations().get(operation));
  }

  @Test
  void of_operationWithABody_breaksEachParameterAndEachField() throws Exception {
    List<Request> requests = of(1);
    assertThat(requests)
        .extracting(Request::address)
        .contains(
            "/api/v1/cams/none/moves",
            "/api/v1/cams/..%2F..%2Fetc%2Fpasswd/moves?at=2026-01-01T12%3A00%3A00Z",
            "/api/v1/cams/none/moves?at=-1",
            "/api/v1/cams/none/moves?at=2026-01-01T12%3A00%3A00Z&unheard=1");
    assertThat(requests)
        .extracting(Request::body)
        .contains(
            "{",
            "{\"speed\":1.0,\"kind\":\"a\",\"unheardOf\":1}",
            "{\"speed\":null,\"kind\":\"a\"}",
            "{\"speed\":1.0,\"kind\":\"a\",\"note\":[]}",
            "{\"kind\":\"a\"}");
    assertThat(requests).extracting(Request::type).contains("text/xml");
  }

  @Test
  void of_valueThatFitsItsField_isNotAmongTheNonsense() throws Exception {
    assertThat(of(1))
        .extracting(Request::body)
        .contains("{\"speed\":1.0,\"kind\":\"a\",\"roles\":[]}")
        .doesNotContain("{\"speed\":1.0,\"kind\":\"a\",\"roles\":{}}");
  }

  @Test
  void of_operationWithoutABody_getsOne() throws Exception {
    assertThat(of(0))
        .anyMatch(request -> request.method().equals("GET") && "[]".equals(request.body()))
        .anyMatch(request -> request.method().equals("TRACE"));
  }
}
