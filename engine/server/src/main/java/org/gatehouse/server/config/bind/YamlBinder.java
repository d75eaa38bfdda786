package org.gatehouse.server.config.bind;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gatehouse.contract.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads one YAML text into a record, strictly: every key must be known, every value of its type,
 * and all mistakes are told at once. For one text and one thread.
 */
public final class YamlBinder {
  private final Scalars scalars;
  private final List<Variants<?>> variants;
  private final Checker checker;
  private final Problems problems;
  private Templates templates = Templates.none();

  /**
   * Creates a binder.
   *
   * @param file how messages call the file
   * @param variants the types that have a {@code type} key
   * @param checker what must hold beyond the form
   */
  public YamlBinder(String file, Scalars scalars, List<Variants<?>> variants, Checker checker) {
    this.scalars = scalars;
    this.variants = List.copyOf(variants);
    this.checker = checker;
    this.problems = new Problems(file);
  }

  /**
   * Reads {@code yaml}.
   *
   * @throws ConfigException with one line per mistake: file, line, column, key and what is wrong
   */
  public <R extends Record> R read(String yaml, Class<R> type) {
    return read(parse(yaml), type);
  }

  /** The nodes of {@code yaml}, to be read by {@link #read(Node, Class)}. */
  public Node parse(String yaml) {
    try {
      return YamlTree.parse(yaml, problems);
    } catch (Unbindable e) {
      problems.throwIfAny();
      throw new IllegalStateException("a text was refused without a reason", e);
    }
  }

  /** Lets records take over keys from templates. */
  public YamlBinder with(Templates wanted) {
    templates = wanted;
    return this;
  }

  /** Lets messages be worded otherwise than for YAML. */
  public YamlBinder with(Wording wanted) {
    problems.wording(wanted);
    return this;
  }

  /** As {@link #read(String, Class)}, from nodes that carry the lines to name. */
  public <R extends Record> R read(Node root, Class<R> type) {
    try {
      Object value = bind(root, type, "");
      problems.throwIfAny();
      return type.cast(value);
    } catch (Unbindable e) {
      problems.throwIfAny();
      throw new IllegalStateException("a value was refused without a reason", e);
    }
  }

  private Object bind(Node node, Type type, String path) throws Unbindable {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(node, list.getActualTypeArguments()[0], path);
    }
    Class<?> raw = (Class<?>) type;
    Scalar<?> scalar = scalars.of(raw).orElse(null);
    if (scalar != null) {
      return scalar(node, scalar, Place.of(node, path));
    }
    Entries entries = Entries.of(node, path, problems);
    templates.apply(raw, entries, problems);
    for (Variants<?> variant : variants) {
      if (variant.type() == raw) {
        return variant(entries, variant);
      }
    }
    RecordShape shape = RecordShape.of(raw);
    return record(entries, shape, shape.names());
  }

  private List<Object> list(Node node, Type element, String path) throws Unbindable {
    if (!(node instanceof SequenceNode sequence)) {
      throw refuse(Place.of(node, path), "expected a list, but saw " + Shown.node(node));
    }
    List<Object> values = new ArrayList<>();
    boolean complete = true;
    for (Node item : sequence.getValue()) {
      try {
        int index = values.size();
        values.add(bind(item, element, path + "[" + index + "]"));
      } catch (Unbindable e) {
        complete = false;
        values.add(e);
      }
    }
    if (!complete) {
      throw new Unbindable();
    }
    return List.copyOf(values);
  }

  private Object scalar(Node node, Scalar<?> scalar, Place place) throws Unbindable {
    boolean fits =
        node instanceof ScalarNode s
            && !s.getTag().equals(Tag.NULL)
            && (s.isPlain() || !scalar.plain());
    try {
      if (fits) {
        return Objects.requireNonNull(scalar.parser().parse(((ScalarNode) node).getValue()));
      }
    } catch (ConfigException e) {
      throw refuse(place, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      // Told below: the JDK's own words would quote what was written.
    }
    String seen = scalar.hidden() ? Shown.kind(node) : Shown.node(node);
    throw refuse(place, "expected " + scalar.expected() + ", but saw " + seen);
  }

  private <T> T variant(Entries entries, Variants<T> variant) throws Unbindable {
    String type = text(entries, Variants.TYPE);
    Class<? extends Record> settings = variant.settings().get(type);
    if (settings == null) {
      throw refuse(
          entries.place(Variants.TYPE),
          "no "
              + variant.noun()
              + " of type "
              + Shown.text(type)
              + "; known types: "
              + String.join(", ", variant.settings().keySet()));
    }
    RecordShape shared = RecordShape.of(variant.shared());
    RecordShape own = RecordShape.of(settings);
    List<String> known = new ArrayList<>(List.of(Variants.TYPE, Variants.NAME));
    known.addAll(shared.names());
    known.addAll(own.names());
    @Nullable String name = null;
    @Nullable Object common = null;
    try {
      name = text(entries, Variants.NAME);
    } catch (Unbindable e) {
      // Told; the settings may hold more to tell.
    }
    try {
      common = bound(entries, shared, true);
    } catch (Unbindable e) {
      // Likewise.
    }
    Object bound = record(entries, own, known);
    if (name == null || common == null) {
      throw new Unbindable();
    }
    T value = variant.factory().create(type, name, (Record) common, (Record) bound);
    checker.check(value, complaints(entries));
    return value;
  }

  private String text(Entries entries, String key) throws Unbindable {
    Node node = entries.get(key);
    if (node == null) {
      throw refuse(entries.place(), "'" + key + "' is missing");
    }
    return (String) bind(node, String.class, entries.place().key(key).path());
  }

  private Object record(Entries entries, RecordShape shape, List<String> known) throws Unbindable {
    return bound(entries, shape, entries.allKnown(known));
  }

  private Object bound(Entries entries, RecordShape shape, boolean allKnown) throws Unbindable {
    boolean complete = allKnown;
    @Nullable Object[] values = new Object[shape.keys().size()];
    for (int i = 0; i < values.length; i++) {
      try {
        RecordShape.Key key = shape.keys().get(i);
        values[i] = component(entries, key);
        if (values[i] != null) {
          checker.checkKey(shape.type(), key.name(), values[i], complaints(entries));
        }
      } catch (Unbindable e) {
        complete = false;
      }
    }
    if (!complete) {
      throw new Unbindable();
    }
    Object made = make(entries, shape, values);
    checker.check(made, complaints(entries));
    return made;
  }

  private @Nullable Object component(Entries entries, RecordShape.Key key) throws Unbindable {
    Node node = entries.get(key.name());
    boolean empty = node instanceof ScalarNode s && s.getTag().equals(Tag.NULL);
    String path = entries.path(key.name());
    if (node != null && !(empty && key.optional())) {
      return bind(node, key.type(), path);
    }
    if (key.defaultText().isPresent()) {
      return bind(YamlTree.parse(key.defaultText().get(), problems), key.type(), path);
    }
    if (!key.optional()) {
      throw refuse(entries.place(), "'" + key.name() + "' is missing");
    }
    return null;
  }

  private Object make(Entries entries, RecordShape shape, @Nullable Object[] values)
      throws Unbindable {
    try {
      return shape.constructor().newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException
          || e.getCause() instanceof ConfigException) {
        throw refuse(entries.place(), String.valueOf(e.getCause().getMessage()));
      }
      throw new IllegalStateException("cannot make a " + shape.type().getName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + shape.type().getName(), e);
    }
  }

  private Checker.Complaints complaints(Entries entries) {
    return new Checker.Complaints() {
      @Override
      public void about(String key, String message) {
        problems.add(entries.place(key), message + entries.note(key));
      }

      @Override
      public String where(String key) {
        return problems.file() + ":" + entries.place(key).line();
      }
    };
  }

  private Unbindable refuse(Place place, String message) {
    problems.add(place, message);
    return new Unbindable();
  }
}
