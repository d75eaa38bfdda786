package org.gatehouse.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Words that this product must have no use for. Pure. */
final class Vocabulary {
  private static final Pattern WORD =
      Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[\\p{L}&&[^A-Za-z]]+");

  private static final Set<String> BANNED =
      Set.of(
          "embedding",
          "embeddings",
          "faceid",
          "faceprint",
          "template",
          "templates",
          "identity",
          "identities",
          "biometric",
          "biometrics",
          "gender",
          "age",
          "emotion",
          "emotions",
          "ethnicity",
          "race",
          "watchlist",
          "watchlists",
          "reid",
          "reidentify");

  private static final Set<String> FACE = Set.of("face", "faces", "person", "persons", "people");

  /** What nobody may do with a face: the words that come after or before {@link #FACE}. */
  private static final Set<String> BANNED_WITH_FACE =
      Set.of(
          "id",
          "ids",
          "recognizer",
          "recogniser",
          "recognition",
          "recognize",
          "recognise",
          "match",
          "matcher",
          "matching",
          "gallery",
          "vector",
          "vectors",
          "feature",
          "features",
          "descriptor",
          "distance",
          "similarity",
          "search",
          "index",
          "cluster",
          "name",
          "names");

  private static final Pattern RECOGNISER =
      Pattern.compile("(?i)FaceRecogni[sz]er|opencv_face|opencv_dnn|face_?recognition|arcface");

  private Vocabulary() {}

  /** The banned word, or pair of words, in an identifier; empty if there is none. */
  static Optional<String> offence(String identifier) {
    List<String> words = words(identifier);
    for (int i = 0; i < words.size(); i++) {
      if (BANNED.contains(words.get(i))) {
        return Optional.of(words.get(i));
      }
      if (i + 1 < words.size() && banned(words.get(i), words.get(i + 1))) {
        return Optional.of(words.get(i) + " " + words.get(i + 1));
      }
    }
    return Optional.empty();
  }

  /** True for classes and files of software that recognises faces. */
  static boolean isFaceRecogniser(String name) {
    return RECOGNISER.matcher(name).find();
  }

  /** The words of a camelCase, snake_case, kebab-case or dotted name, in lower case. */
  static List<String> words(String identifier) {
    List<String> words = new ArrayList<>();
    WORD.matcher(identifier)
        .results()
        .forEach(word -> words.add(word.group().toLowerCase(Locale.ROOT)));
    return words;
  }

  private static boolean banned(String first, String second) {
    return (FACE.contains(first) && BANNED_WITH_FACE.contains(second))
        || (FACE.contains(second) && BANNED_WITH_FACE.contains(first));
  }
}
