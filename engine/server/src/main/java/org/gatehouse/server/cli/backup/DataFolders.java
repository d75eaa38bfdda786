package org.gatehouse.server.cli.backup;

import org.gatehouse.contract.storage.DataFolder;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.server.Installed;

/** Data folders by the storage that is installed. */
final class DataFolders {
  private DataFolders() {}

  static DataFolder of(DataPlace place) {
    return Installed.one(StorageProvider.class).folder(place);
  }
}
