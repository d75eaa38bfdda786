package org.gatehouse.server.config.bind;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** YAML 1.2 text to a graph of nodes that know where they stand. */
final class YamlTree {
  private YamlTree() {}

  static Node parse(String text, Problems problems) throws Unbindable {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setMaxAliasesForCollections(50).build();
    try {
      return new Compose(settings).composeString(text).orElseThrow(() -> empty(problems));
    } catch (MarkedYamlEngineException e) {
      // The problem's own words only: the snippet beside them could show a secret.
      Place place = e.getProblemMark().map(mark -> Place.of(mark, "")).orElse(new Place(0, 0, ""));
      problems.add(place, "not valid YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      problems.add(new Place(0, 0, ""), "not valid YAML: a character that YAML does not allow");
    }
    throw new Unbindable();
  }

  private static Unbindable empty(Problems problems) {
    problems.add(new Place(0, 0, ""), "the file is empty");
    return new Unbindable();
  }
}
