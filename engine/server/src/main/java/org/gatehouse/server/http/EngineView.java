package org.gatehouse.server.http;

import java.util.List;
import org.gatehouse.contract.camera.CameraControl;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.PlateReads;
import org.gatehouse.contract.storage.SnapshotStore;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.events.Outbox;
import org.gatehouse.runtime.gate.GateDesk;
import org.gatehouse.runtime.health.PictureHealthDesk;
import org.gatehouse.runtime.notice.NoticeBoard;
import org.gatehouse.runtime.picture.CurrentPictures;
import org.gatehouse.runtime.retention.Deletions;
import org.gatehouse.runtime.retention.Retention;
import org.gatehouse.runtime.supervise.Lease;
import org.gatehouse.server.audit.AuditLog;
import org.gatehouse.server.evidence.Exports;
import org.gatehouse.server.vehicles.ListDesk;
import org.gatehouse.server.zones.ZoneDesk;
import org.jspecify.annotations.Nullable;

/** What the HTTP interface needs to know of the running engine. Thread-safe. */
public interface EngineView {
  /** The site's name. */
  String site();

  /** The product's version. */
  String version();

  /** All cameras in the order of the configuration. */
  List<CameraView> cameras();

  /** The stream to watch, or null if there is no such camera or it has no such stream. */
  @Nullable StreamSource live(StreamId stream);

  /**
   * Has a camera that waits tried again at once, whatever it refused; leaves one that streams as it
   * is. False if there is no such camera.
   */
  boolean restart(CameraId camera);

  /** Keeps a stream open that is opened on demand only, until the lease is closed. */
  Lease want(StreamId stream);

  /** Turns a camera; null if it has no address for that. */
  @Nullable CameraControl control(CameraId camera);

  /** Current pictures. */
  CurrentPictures pictures();

  /** The event log. */
  EventLog events();

  /** Plates that were read. */
  PlateReads reads();

  /** The pictures of events. */
  SnapshotStore snapshots();

  /** What is recorded. */
  Footage footage();

  /** Recordings that are given to somebody. */
  Exports exports();

  /** What was done by whom. */
  AuditLog audit();

  /** How long it is kept, and what must not be deleted. */
  Retention retention();

  /** What is drawn on cameras' pictures. */
  ZoneDesk zones();

  /** Gate lanes. */
  GateDesk gates();

  /** Lists of vehicles. */
  ListDesk lists();

  /** Deletes before its time what is about somebody. */
  Deletions deletions();

  /** Tells destinations that something was deleted; returns at once. */
  void deleted(EventDetail.DataDeleted detail);

  /** Names of the destinations. */
  List<String> destinations();

  /** Addresses of pictures for them. */
  SignedLinks links();

  /** What is on its way to them. */
  Outbox outbox();

  /** Records an event for one of them alone, which shows whether events arrive; it is durable. */
  StoredEvent test(String destination);

  /** How the analysis fares, in one line. */
  HealthCheck analytics();

  /** How the analysed cameras keep up. */
  List<LaneView> lanes();

  /** All checks for {@code healthz} and {@code readyz}. */
  List<HealthCheck> checks();

  /** What needs a person now, and what did. */
  AlarmBoard alarms();

  /**
   * Returns when all that was done about alarms is on disk.
   *
   * @throws org.gatehouse.contract.storage.StorageException if it cannot be
   */
  void keepAlarms();

  /** What is and was wrong with pictures. */
  PictureHealthDesk pictureHealth();

  /** True if there is such a camera and its picture is judged. */
  boolean judgesPicture(CameraId camera);

  /**
   * What a camera shows now is as it should be. False if there is no such camera, or its picture is
   * not judged.
   */
  boolean acceptPicture(CameraId camera);

  /** What cameras noticed by themselves. */
  NoticeBoard notices();

  /** The metrics in Prometheus' text format. */
  String metrics();
}
