package org.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.analytics.messages.Face;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of ours has a name that could only serve to tell people apart. */
class VocabularyTest {
  private static final Pattern QUOTED = Pattern.compile("\"([\\w.-]{1,80})\"\\s*:");
  private static final Pattern SQL_NAME = Pattern.compile("\\b[a-z_]+\\b");

  /** Members whose name says something else, each looked at. */
  private static final Set<String> HARMLESS =
      Set.of(
          // How long a file of the recording has been open.
          "org.gatehouse.runtime.record.OpenSegment.age",
          // Settings that cameras of one model share in a site's file: of cameras, never of people.
          "org.gatehouse.server.config.CameraConfig.template",
          "org.gatehouse.server.config.TemplateConfig",
          "org.gatehouse.server.config.SiteConfig.templates",
          "org.gatehouse.server.config.bind.Templates",
          "org.gatehouse.server.onboard.Column.TEMPLATE",
          "org.gatehouse.server.config.bind.Entries.template",
          "org.gatehouse.server.config.OpenSite.templates",
          "org.gatehouse.server.config.SiteChecks.templates",
          "org.gatehouse.server.config.bind.Entries$Template",
          "org.gatehouse.server.config.SiteChecks.checkTemplate",
          "org.gatehouse.server.config.bind.YamlBinder.templates");

  @TempDir Path folder;

  private static List<String> offences(JavaClasses classes) {
    List<String> offences = new ArrayList<>();
    for (JavaClass type : classes) {
      if (type.getPackageName().startsWith("org.gatehouse.analytics.messages")) {
        // Generated: its messages are looked at as messages, below.
        continue;
      }
      if (!HARMLESS.contains(type.getName())) {
        note(offences, type.getName(), type.getSimpleName());
      }
      note(offences, type.getName(), type.getPackageName().replace("org.gatehouse", ""));
      for (JavaMember member : type.getMembers()) {
        String fullName = type.getName() + "." + member.getName();
        if (!member.getName().contains("$") && !HARMLESS.contains(fullName)) {
          note(offences, fullName, member.getName());
        }
      }
    }
    return offences;
  }

  private static void note(List<String> offences, String where, String name) {
    Vocabulary.offence(name).ifPresent(word -> offences.add(where + ": " + word));
  }

  @Test
  void classesFieldsAndMethods_haveNoBannedName() {
    assertThat(offences(Product.classes())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class FaceRecognizer {}",
        "class A { float[] embedding; }",
        "class A { String faceId; }",
        "class A { int age; }",
        "record A(String gender) {}",
        "class A { void matchFace() {} }",
        "class A { Object personGallery; }",
        "class A { long watchlist; }",
      })
  void classWithABannedName_isStopped(String source) throws Exception {
    assertThat(offences(Fixture.compile(folder, "package org.gatehouse.runtime.bad; " + source)))
        .isNotEmpty();
  }

  @Test
  void words_areFoundOnTheirBoundariesOnly() {
    assertThat(Vocabulary.words("storageImagePage_maxAge"))
        .containsExactly("storage", "image", "page", "max", "age");
    assertThat(Vocabulary.offence("messageImage")).isEmpty();
    assertThat(Vocabulary.offence("plateRecogniser")).isEmpty();
    assertThat(Vocabulary.offence("surfaceId")).isEmpty();
    assertThat(Vocabulary.offence("FACE_ID")).contains("face id");
  }

  @Test
  void filesAndJsonKeys_haveNoBannedName() throws Exception {
    List<String> offences = new ArrayList<>();
    for (Path file : Product.sources(".json", ".yaml", ".yml", ".sql", ".proto", ".properties")) {
      note(offences, file.toString(), file.getFileName().toString());
      if (!file.toString().endsWith("package-lock.json")) {
        QUOTED
            .matcher(Files.readString(file))
            .results()
            .forEach(key -> note(offences, file.toString(), key.group(1)));
      }
    }
    assertThat(offences).isEmpty();
  }

  @Test
  void tables_haveNoBannedName() throws Exception {
    List<String> offences = new ArrayList<>();
    List<Path> schemas = Product.sources(".sql");
    assertThat(schemas).isNotEmpty();
    for (Path file : schemas) {
      SQL_NAME
          .matcher(Files.readString(file))
          .results()
          .forEach(name -> note(offences, file.toString(), name.group()));
    }
    assertThat(offences).isEmpty();
  }

  @Test
  void messages_haveNoBannedName() {
    List<String> offences = new ArrayList<>();
    for (Descriptor message : Face.getDescriptor().getFile().getMessageTypes()) {
      note(offences, message.getFullName(), message.getName());
      for (FieldDescriptor field : message.getFields()) {
        note(offences, field.getFullName(), field.getName());
      }
    }
    assertThat(offences).isEmpty();
  }
}
