package org.gatehouse.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JSON tree as its paths and values; positions in arrays become {@code []}. Pure. */
final class JsonLeaves {
  private JsonLeaves() {}

  /** Values by path, such as {@code data.snapshots[].sha256}. */
  static Map<String, List<String>> of(JsonNode tree) {
    Map<String, List<String>> leaves = new TreeMap<>();
    collect("", tree, leaves);
    return leaves;
  }

  /** The length of the longest array of numbers anywhere in the tree. */
  static int longestNumericArray(JsonNode tree) {
    int longest = 0;
    if (tree.isArray() && !tree.isEmpty() && tree.get(0).isNumber()) {
      longest = tree.size();
    }
    for (JsonNode child : tree) {
      longest = Math.max(longest, longestNumericArray(child));
    }
    return longest;
  }

  private static void collect(String path, JsonNode node, Map<String, List<String>> leaves) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  collect(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      leaves));
    } else if (node.isArray()) {
      node.forEach(item -> collect(path + "[]", item, leaves));
    } else {
      leaves.computeIfAbsent(path, p -> new ArrayList<>()).add(node.asText());
    }
  }
}
