package org.gatehouse.server.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PictureLine;
import org.gatehouse.server.config.bind.Scalar;
import org.gatehouse.server.config.bind.Scalars;
import org.gatehouse.server.config.bind.SchemaWriter;
import org.gatehouse.server.config.bind.SecretReader;
import org.gatehouse.server.config.bind.Templates;
import org.gatehouse.server.config.bind.Variants;
import org.gatehouse.server.config.bind.YamlBinder;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code site.yaml}. Stateless but for what it was made with; any thread. */
public final class SiteFile {
  private final Plugins plugins;
  private final Function<String, @Nullable String> environment;

  /** With what the class path offers and the process's environment. */
  public SiteFile() {
    this(Plugins.installed(), System::getenv);
  }

  /** With plug-ins and environment variables given. */
  public SiteFile(Plugins plugins, Function<String, @Nullable String> environment) {
    this.plugins = plugins;
    this.environment = environment;
  }

  /**
   * Reads and checks {@code file} and the cameras that were applied beside it; relative paths are
   * taken from its folder.
   *
   * @throws ConfigException naming every mistake with its file and line
   */
  public SiteConfig read(Path file) {
    return whole(open(file));
  }

  /**
   * As {@link #read(Path)}, as if these had been drawn on a camera's picture and saved.
   *
   * @throws ConfigException naming every mistake with its file and line
   */
  public SiteConfig read(Path file, CameraId camera, ZonesConfig drawn) {
    Path base = folder(file);
    Scalars scalars = scalars(base, new SecretReader(base, environment));
    return whole(open(file, ZoneFolder.read(file, scalars).with(camera, drawn)));
  }

  private static SiteConfig whole(OpenSite site) {
    List<CameraConfig> all = new ArrayList<>(site.base().cameras());
    all.addAll(site.applied());
    site.zones().checkOwners(all);
    SiteConfig whole = site.base().withCameras(all.stream().map(site.zones()::merged).toList());
    GateChecks.cameras(whole);
    return whole;
  }

  /** Reads {@code file} alone, as what lists of cameras are checked against. */
  public OpenSite open(Path file) {
    Path base = folder(file);
    return open(file, ZoneFolder.read(file, scalars(base, new SecretReader(base, environment))));
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return folder == null ? Path.of("").toAbsolutePath() : folder;
  }

  private OpenSite open(Path file, ZoneFolder zones) {
    String text = text(file);
    Path base = folder(file);
    SecretReader secrets = new SecretReader(base, environment);
    Scalars scalars = scalars(base, secrets);
    SiteChecks checks = new SiteChecks(zones);
    YamlBinder binder =
        new YamlBinder(
            file.toString(), scalars, List.of(destinations(plugins), barriers(plugins)), checks);
    Node root = binder.parse(text);
    Templates templates = Templates.of(root, "templates", CameraConfig.class, "template");
    SiteConfig config = binder.with(templates).read(root, SiteConfig.class);
    return new OpenSite(file, base, config, zones, templates, scalars, secrets, checks);
  }

  /** The JSON Schema (2020-12) of such a file. */
  public ObjectNode schema() {
    Path here = Path.of("");
    Scalars scalars = scalars(here, new SecretReader(here, environment));
    return new SchemaWriter(scalars, List.of(destinations(plugins), barriers(plugins)))
        .write(SiteConfig.class, "Gatehouse site configuration");
  }

  private static Scalars scalars(Path base, SecretReader secrets) {
    return Scalars.standard(base, secrets)
        .with(ByteSize.scalar())
        .with(
            Scalar.text(
                PictureArea.class,
                "corners such as '0,0 0.5,0 0.5,0.2'",
                Map.of(
                    "type",
                    "string",
                    "pattern",
                    "^\\s*[0-9.]+,[0-9.]+(\\s+[0-9.]+,[0-9.]+){2,19}\\s*$"),
                text -> worded(text, PictureArea::parse)))
        .with(
            Scalar.text(
                PictureLine.class,
                "two ends such as '0.1,0.6 0.9,0.6'",
                Map.of("type", "string", "pattern", "^\\s*[0-9.]+,[0-9.]+\\s+[0-9.]+,[0-9.]+\\s*$"),
                text -> worded(text, PictureLine::parse)))
        .with(
            Scalar.text(
                CameraId.class,
                "a camera id",
                Map.of("type", "string", "pattern", "^[a-z0-9][a-z0-9._-]{0,63}$"),
                text -> worded(text, CameraId::new)));
  }

  private static Variants<DestinationConfig> destinations(Plugins plugins) {
    return new Variants<>(
        DestinationConfig.class,
        "destination",
        DeliveryConfig.class,
        plugins.destinations(),
        (type, name, delivery, settings) ->
            new DestinationConfig(type, name, (DeliveryConfig) delivery, settings));
  }

  private static Variants<BarrierConfig> barriers(Plugins plugins) {
    return new Variants<>(
        BarrierConfig.class,
        "barrier",
        BarrierConfig.Common.class,
        plugins.barriers(),
        (type, name, common, settings) ->
            new BarrierConfig(type, name, (BarrierConfig.Common) common, settings));
  }

  /** What such a value says of itself is for whoever wrote it. */
  private static <T> T worded(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()), e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": not a text in UTF-8", e);
    } catch (IOException e) {
      String reason = Files.isDirectory(file) ? "it is a folder" : e.getClass().getSimpleName();
      throw new ConfigException(file + ": cannot be read: " + reason, e);
    }
  }
}
