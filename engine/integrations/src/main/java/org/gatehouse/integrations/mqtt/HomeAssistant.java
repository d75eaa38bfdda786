package org.gatehouse.integrations.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;

/**
 * What Home Assistant wants to know of a camera to list it (its MQTT discovery): a device with
 * whether it is connected, and the plate that passed last. Pure.
 */
final class HomeAssistant {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HomeAssistant() {}

  /** Retained messages by topic. */
  static Map<String, byte[]> discovery(Topics topics, String site, CameraId camera) {
    String id = identifier(site + "_" + camera);
    Map<String, byte[]> messages = new LinkedHashMap<>();
    Map<String, Object> connection = entity(topics, site, camera, id + "_connection");
    connection.put("name", "Connection");
    connection.put("device_class", "connectivity");
    connection.put("state_topic", topics.state(camera));
    connection.put("payload_on", "up");
    connection.put("payload_off", "down");
    messages.put("homeassistant/binary_sensor/" + id + "/connection/config", json(connection));
    Map<String, Object> plate = entity(topics, site, camera, id + "_plate");
    plate.put("name", "Last plate");
    plate.put("icon", "mdi:car");
    plate.put("state_topic", topics.events(camera, EventDetail.PASSAGE_FINALIZED));
    plate.put("value_template", "{{ value_json.data.plate.text }}");
    messages.put("homeassistant/sensor/" + id + "/plate/config", json(plate));
    return messages;
  }

  private static Map<String, Object> entity(
      Topics topics, String site, CameraId camera, String id) {
    Map<String, Object> device = new LinkedHashMap<>();
    device.put("identifiers", List.of(identifier("gatehouse_" + site + "_" + camera)));
    device.put("name", site + " " + camera);
    device.put("manufacturer", "Gatehouse");
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("unique_id", "gatehouse_" + id);
    entity.put("availability_topic", topics.status());
    entity.put("device", device);
    return entity;
  }

  private static String identifier(String text) {
    return text.replaceAll("[^a-zA-Z0-9_-]", "_");
  }

  private static byte[] json(Map<String, ?> tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of maps and texts always serialises", e);
    }
  }
}
