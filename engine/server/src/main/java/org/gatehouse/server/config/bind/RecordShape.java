package org.gatehouse.server.config.bind;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.jspecify.annotations.Nullable;

/** What a configuration record tells about itself: its keys in order. */
record RecordShape(Class<?> type, List<Key> keys) {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(
              type, Arrays.stream(type.getRecordComponents()).map(RecordShape::key).toList());
        }
      };

  /**
   * One key.
   *
   * @param optional whether it may be absent without a default
   * @param defaultText YAML text that an absent key stands for
   */
  record Key(
      String name,
      Type type,
      boolean optional,
      Optional<String> defaultText,
      Optional<String> description) {
    boolean required() {
      return !optional && defaultText.isEmpty();
    }
  }

  static RecordShape of(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type + " is not a record");
    }
    return SHAPES.get(type);
  }

  private static Key key(RecordComponent component) {
    return new Key(
        name(component),
        component.getGenericType(),
        component.getAnnotatedType().isAnnotationPresent(Nullable.class),
        Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value),
        describe(component));
  }

  private static String name(RecordComponent component) {
    org.gatehouse.contract.config.Key named =
        component.getAnnotation(org.gatehouse.contract.config.Key.class);
    return named == null ? Keys.kebab(component.getName()) : named.value();
  }

  static Optional<String> describe(AnnotatedElement element) {
    return Optional.ofNullable(element.getAnnotation(Describe.class)).map(Describe::value);
  }

  List<String> names() {
    return keys.stream().map(Key::name).toList();
  }

  /** The canonical constructor, open to this package. */
  Constructor<?> constructor() {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }
}
