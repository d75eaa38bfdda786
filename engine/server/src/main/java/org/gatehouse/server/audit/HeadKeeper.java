package org.gatehouse.server.audit;

import java.io.IOException;
import java.nio.file.Path;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.server.sitekey.SiteKey;

/** Signs heads of the audit log and keeps the last one. Used by one thread at a time. */
public interface HeadKeeper {
  /** The head as text, signed. */
  String signed(AuditHead head);

  /** Keeps it in place of the one before; it is on disk when this returns. */
  void keep(AuditHead head) throws IOException;

  /**
   * Looks whether the store still has what the last head knows, before anything is added. If it has
   * not, that head stays where checks find it, so that what is added cannot cover what is gone.
   */
  void compare(AuditStore store);

  /** In a file of that data folder, signed with the site's key. */
  static HeadKeeper in(Path data, SiteKey key) {
    return new HeadFile(data, key);
  }
}
