package org.gatehouse.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Small classes that break a rule, compiled while the test runs so that none lies in the tree. */
final class Fixture {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern NAME = Pattern.compile("(?:class|record|interface) (\\w+)");

  private Fixture() {}

  /** Compiles the sources into {@code folder} and imports them. */
  static JavaClasses compile(Path folder, String... sources) throws IOException {
    List<JavaFileObject> files = new ArrayList<>();
    for (String source : sources) {
      files.add(new Source(find(PACKAGE, source).replace('.', '/'), find(NAME, source), source));
    }
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    List<String> options =
        List.of(
            "-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
    if (!compiler.getTask(null, null, null, options, null, files).call()) {
      throw new IllegalArgumentException("a fixture does not compile: " + List.of(sources));
    }
    return new ClassFileImporter().importPath(folder);
  }

  private static String find(Pattern pattern, String source) {
    Matcher matcher = pattern.matcher(source);
    if (!matcher.find()) {
      throw new IllegalArgumentException("a fixture needs a package and a class: " + source);
    }
    return matcher.group(1);
  }

  /** Source text as a file. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String folder, String name, String text) {
      super(URI.create("string:///" + folder + "/" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
