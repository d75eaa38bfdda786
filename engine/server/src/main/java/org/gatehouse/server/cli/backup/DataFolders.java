package org.gatehouse.server.cli.backup;

import java.util.ServiceLoader;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.DataFolder;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.StorageProvider;

/** Data folders by the storage that is installed. */
final class DataFolders {
  private DataFolders() {}

  static DataFolder of(DataPlace place) {
    return ServiceLoader.load(StorageProvider.class)
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "no storage is on the class path: the installation is incomplete; build it"
                        + " again"))
        .folder(place);
  }
}
