package org.gatehouse.server.wiring;

import java.util.List;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.runtime.retention.Forgetter;
import org.gatehouse.runtime.retention.RetentionPlan;
import org.gatehouse.server.audit.AuditLog;
import org.gatehouse.server.config.SiteConfig;

/** All that a site forgets but its recordings. Stateless. */
final class Forgetters {
  private Forgetters() {}

  /** Of those stores. */
  static List<Forgetter> of(
      SiteConfig config,
      StorageProvider.Stores stores,
      GateStore gates,
      AuditLog audit,
      ListedVehicles listed,
      DeletionNews news) {
    return List.of(
        Forgetter.snapshots(stores.snapshots(), stores.events()),
        Forgetter.reads(stores.events(), listed, news::undelivered),
        Forgetter.listedReads(stores.events(), news::undelivered),
        Forgetter.events(stores.events(), news::undelivered),
        new Forgetter(
            "gates", RetentionPlan::reads, (time, held, most) -> gates.forgetBefore(time)),
        new Forgetter(
            "audit rows",
            plan -> config.recording().retention().audit(),
            (time, held, most) -> audit.forget(time)));
  }
}
