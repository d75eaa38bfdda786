package org.gatehouse.server.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.gatehouse.contract.list.PlateText;
import org.gatehouse.runtime.gate.GateDesk;
import org.gatehouse.runtime.gate.GateReply;
import org.gatehouse.runtime.gate.GateRequest;
import org.gatehouse.runtime.gate.LaneStatus;
import org.jspecify.annotations.Nullable;

/** Gate lanes: how they are, and what a person has them do. */
final class LaneRoutes {
  private final Vertx vertx;
  private final GateDesk gates;
  private final Notes notes;
  private final PlateLooks looks;

  LaneRoutes(Vertx vertx, GateDesk gates, Notes notes) {
    this.vertx = vertx;
    this.gates = gates;
    this.notes = notes;
    this.looks = new PlateLooks(notes);
  }

  void mount(Router router) {
    router.get("/api/v1/lanes").handler(this::all);
    router.get("/api/v1/lanes/:lane").handler(this::one);
    router.post("/api/v1/lanes/:lane/commands").handler(this::command);
  }

  private void all(RoutingContext context) {
    List<LaneStatus> lanes = gates.all();
    looks
        .lanes(context, lanes)
        .onSuccess(
            noted -> Json.send(context, Map.of("items", lanes.stream().map(LaneTree::of).toList())))
        .onFailure(context::fail);
  }

  private LaneStatus lane(RoutingContext context) {
    String name = Requests.path(context, "lane");
    LaneStatus lane = gates.find(name);
    if (lane == null) {
      throw Problem.notFound("there is no lane " + name);
    }
    return lane;
  }

  private void one(RoutingContext context) {
    LaneStatus lane = lane(context);
    looks
        .lanes(context, List.of(lane))
        .onSuccess(noted -> Json.send(context, LaneTree.of(lane)))
        .onFailure(context::fail);
  }

  /** Noted with its reason before it is done: what cannot be noted is not done. */
  private void command(RoutingContext context) {
    String lane = lane(context).name();
    Body body = Body.of(context);
    GateRequest request = request(body);
    notes
        .note(context, "gate.commanded", details(lane, body))
        .compose(noted -> asked(lane, request))
        .onSuccess(
            reply -> {
              context.response().setStatusCode(202);
              Json.send(context, tree(lane, reply));
            })
        .onFailure(context::fail);
  }

  private Future<GateReply> asked(String lane, GateRequest request) {
    return Future.fromCompletionStage(gates.ask(lane, request), vertx.getOrCreateContext())
        .map(
            reply -> {
              if (reply.refusal() != null) {
                throw new Problem(409, "Conflict", reply.refusal());
              }
              return reply;
            });
  }

  private static Map<String, String> details(String lane, Body body) {
    Map<String, String> details = new TreeMap<>();
    details.put("lane", lane);
    details.put("action", body.text("action"));
    details.put("reason", body.text("reason"));
    if (body.has("plate")) {
      details.put("plate", body.text("plate"));
    }
    if (body.has("passageId")) {
      details.put("passage", body.text("passageId"));
    }
    return details;
  }

  private static GateRequest request(Body body) {
    String action = body.text("action");
    String passage = Objects.requireNonNullElse(body.optional("passageId"), "");
    if (body.has("plate") != action.equals("typed")) {
      throw Problem.badRequest("'plate' belongs to the action 'typed', which needs it");
    }
    return switch (action) {
      case "open" -> new GateRequest.Open(passage);
      case "hold" -> new GateRequest.Hold();
      case "release" -> new GateRequest.Release();
      case "deny" -> new GateRequest.Deny(passage);
      default -> new GateRequest.Typed(Body.read(() -> PlateText.of(body.text("plate"))), passage);
    };
  }

  private Map<String, @Nullable Object> tree(String lane, GateReply reply) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("command", reply.command() == null ? null : reply.command().toString());
    tree.put("verdict", LaneTree.verdict(reply.verdict()));
    LaneStatus now = gates.find(lane);
    tree.put("lane", now == null ? null : LaneTree.of(now));
    return tree;
  }
}
