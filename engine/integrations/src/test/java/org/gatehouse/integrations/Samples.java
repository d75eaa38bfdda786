package org.gatehouse.integrations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.EventFields;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.SnapshotStore;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateCharacter;
import org.gatehouse.contract.vision.PlateRead;
import org.jspecify.annotations.Nullable;

/** Events and keys for tests. */
public final class Samples {
  public static final String SECRET_TEXT =
      "whsec_"
          + Base64.getEncoder()
              .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
  public static final Secret SECRET = Secret.of(SECRET_TEXT);
  public static final Instant TIME = Instant.parse("2026-05-04T03:02:01.000123Z");

  public static final Snapshot CROP =
      new Snapshot("crop", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3);

  public static EventSinkProvider.Context context(SnapshotStore snapshots) {
    return new EventSinkProvider.Context(snapshots, EventFields::snapshotPath);
  }

  private Samples() {}

  public static StoredEvent passage(List<Snapshot> snapshots) {
    PlateRead plate =
        new PlateRead(
            "川A113YP",
            0.97,
            "CN",
            "standard",
            List.of(new PlateCharacter("川", 0.97, List.of())),
            new BoundingBox(0.1, 0.2, 0.3, 0.1),
            31);
    return stored(
        1,
        new EventDetail.PassageFinalized("p1", TIME, TIME, TIME, plate, Direction.APPROACHING),
        snapshots);
  }

  public static StoredEvent face(List<Snapshot> snapshots) {
    return stored(2, new EventDetail.FaceSnapshot(TIME, TIME, TIME), snapshots);
  }

  public static StoredEvent stored(int n, EventDetail detail, List<Snapshot> snapshots) {
    UUID id = UUID.fromString("0199f000-0000-7000-8000-00000000000" + n);
    Event event = new Event(id, "north gate", new CameraId("gate-in"), TIME, detail, snapshots);
    return new StoredEvent(n, event);
  }

  /** Pictures in memory. */
  public static final class Pictures implements SnapshotStore {
    private final Map<String, byte[]> pictures = new HashMap<>();
    private @Nullable IOException broken;

    /** Whatever is read fails with that. */
    public void breaks(IOException failure) {
      broken = failure;
    }

    public void put(UUID event, String name, byte[] jpeg) {
      pictures.put(event + name, jpeg);
    }

    @Override
    public boolean delete(UUID event, String name) {
      return pictures.remove(event + name) != null;
    }

    @Override
    public int deleteBefore(Instant time, Set<UUID> keep, int most) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Snapshot> write(UUID event, Map<String, byte[]> jpegs) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] read(UUID event, String name) throws IOException {
      if (broken != null) {
        throw broken;
      }
      byte[] jpeg = pictures.get(event + name);
      if (jpeg == null) {
        throw new NoSuchFileException(name);
      }
      return jpeg;
    }
  }
}
