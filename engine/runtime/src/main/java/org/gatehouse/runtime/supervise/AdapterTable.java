package org.gatehouse.runtime.supervise;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.contract.camera.CameraAdapter;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.config.ConfigException;

/** Which adapter speaks which scheme. Immutable. */
final class AdapterTable implements AutoCloseable {
  private final Map<String, CameraAdapter> adapters = new TreeMap<>();

  AdapterTable(Collection<CameraAdapter> adapters) {
    for (CameraAdapter adapter : adapters) {
      adapter.schemes().forEach(scheme -> this.adapters.put(scheme, adapter));
    }
  }

  /** The adapter for a camera's URL. */
  CameraAdapter of(CameraSpec spec) {
    String scheme = spec.url().getScheme();
    CameraAdapter adapter = scheme == null ? null : adapters.get(scheme.toLowerCase(Locale.ROOT));
    if (adapter == null) {
      throw new ConfigException(
          "camera %s: nothing here speaks '%s'; its url must start with one of: %s"
              .formatted(
                  spec.stream().camera(),
                  scheme,
                  String.join(", ", adapters.keySet().stream().map(s -> s + "://").toList())));
    }
    return adapter;
  }

  @Override
  public void close() {
    List.copyOf(adapters.values()).stream().distinct().forEach(CameraAdapter::close);
  }
}
