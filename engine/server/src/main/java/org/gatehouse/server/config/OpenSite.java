package org.gatehouse.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.config.bind.Scalar;
import org.gatehouse.server.config.bind.Scalars;
import org.gatehouse.server.config.bind.SecretReader;
import org.gatehouse.server.config.bind.Templates;
import org.gatehouse.server.config.bind.Wording;
import org.gatehouse.server.config.bind.YamlBinder;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A site's file that was read, and what further cameras of the site are checked against: its
 * templates, and the ids that are taken. Immutable.
 */
public final class OpenSite {
  /** The folder beside the site's file that holds what commands applied. */
  public static final String FOLDER = "site.d";

  private final Path file;
  private final Path folder;
  private final SiteConfig base;
  private final ZoneFolder zones;
  private final Templates templates;
  private final Scalars scalars;
  private final SecretReader secrets;
  private final SiteChecks checks;

  /** What {@code site.d/cameras.yaml} holds. */
  @Describe("Cameras that were applied by commands.")
  public record Applied(@Describe("The cameras.") @Default("[]") List<CameraConfig> cameras) {}

  OpenSite(
      Path file,
      Path folder,
      SiteConfig base,
      ZoneFolder zones,
      Templates templates,
      Scalars scalars,
      SecretReader secrets,
      SiteChecks checks) {
    this.file = file;
    this.folder = folder;
    this.base = base;
    this.zones = zones;
    this.templates = templates;
    this.scalars = scalars;
    this.secrets = secrets;
    this.checks = checks;
  }

  /** What the site's file itself says. */
  public SiteConfig base() {
    return base;
  }

  /** What was drawn on the cameras' pictures; not in {@link #base} nor in {@link #applied}. */
  public ZoneFolder zones() {
    return zones;
  }

  /** The folder of the site's file. */
  public Path folder() {
    return folder;
  }

  /** The file with the applied cameras, whether it exists or not. */
  public Path appliedFile() {
    return folder.resolve(FOLDER).resolve("cameras.yaml");
  }

  /** The value of a secret, or null if nothing can be read there. */
  public @Nullable Secret secret(String reference) {
    try {
      return secrets.read(reference);
    } catch (ConfigException | IllegalArgumentException e) {
      return null;
    }
  }

  /** The cameras applied beside the site's file; none if there is no such file. */
  public List<CameraConfig> applied() {
    Path applied = appliedFile();
    if (!Files.exists(applied)) {
      return List.of();
    }
    Path parent = file.getParent();
    Path shown = Path.of(FOLDER, "cameras.yaml");
    String name = (parent == null ? shown : parent.resolve(shown)).toString();
    YamlBinder binder = binder(name, scalars);
    return binder.read(binder.parse(SiteFile.text(applied)), Applied.class).cameras();
  }

  /**
   * Reads nodes as {@link Applied}.
   *
   * @param name how complaints call where they are from
   * @param pending values of secret references whose files are yet to be written
   * @throws ConfigException with every mistake, as {@code wording} puts it
   */
  public List<CameraConfig> check(
      String name, Node root, Map<String, Secret> pending, Wording wording) {
    Scalars with =
        scalars.with(
            new Scalar<>(
                Secret.class,
                "a secret as env:NAME or file:PATH",
                false,
                true,
                reference -> {
                  Secret value = pending.get(reference);
                  return value == null ? secrets.read(reference) : value;
                },
                Map.of()));
    return binder(name, with).with(wording).read(root, Applied.class).cameras();
  }

  private YamlBinder binder(String name, Scalars types) {
    return new YamlBinder(name, types, List.of(), new SiteChecks(checks)).with(templates);
  }
}
