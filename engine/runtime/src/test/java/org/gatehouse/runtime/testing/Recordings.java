package org.gatehouse.runtime.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.contract.storage.SegmentNotes;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.runtime.footage.GapKnowledge;
import org.gatehouse.runtime.footage.VolumeFootage;
import org.gatehouse.runtime.mp4.FragmentWriter;
import org.gatehouse.runtime.mp4.InitSegment;
import org.gatehouse.runtime.mp4.MediaClock;
import org.gatehouse.runtime.mp4.ReorderDepth;
import org.gatehouse.runtime.mp4.SampleRun;
import org.gatehouse.runtime.mp4.SegmentIndexBox;
import org.gatehouse.storage.filesystem.SegmentFiles;
import org.jspecify.annotations.Nullable;

/** Segments as the recorder leaves them, written fragment by fragment by a test. */
public final class Recordings {
  private final SegmentStore store;
  private final StreamId stream;

  /** Of that stream, below that folder. */
  public Recordings(Path root, StreamId stream) {
    this.store = new SegmentFiles(root);
    this.stream = stream;
  }

  public VolumeFootage footage() {
    return new VolumeFootage(List.of(store));
  }

  public VolumeFootage footage(GapKnowledge knowledge) {
    return new VolumeFootage(List.of(store), knowledge);
  }

  /** A whole segment: a fragment at each key frame, and each second in between. */
  public Open write(List<AccessUnit> units) throws IOException {
    Open open = open(units.getFirst(), List.of());
    open.add(units);
    open.close();
    return open;
  }

  /** The same with notes of what is missing before it. */
  public Open write(List<AccessUnit> units, Gap before) throws IOException {
    Open open = open(units.getFirst(), List.of(before));
    open.add(units);
    open.close();
    return open;
  }

  /** A segment that goes on being written. */
  public Open open(AccessUnit first, List<Gap> before) throws IOException {
    return new Open(first, before);
  }

  private record Placed(AccessUnit unit, long time, int offset) {}

  /** A segment file that grows. */
  public final class Open {
    private final SegmentFile file;
    private final MediaClock clock = new MediaClock();
    private @Nullable FragmentWriter writer;
    private long sequence;
    private long soundTime;

    private Open(AccessUnit first, List<Gap> before) throws IOException {
      Instant start = Instant.EPOCH.plus(first.epochMicros(), ChronoUnit.MICROS);
      List<AudioFrame> heard = first.audio();
      AudioFormat sound = heard.isEmpty() ? null : heard.getFirst().format();
      file = store.create(stream, start);
      file.append(
          ByteBuffer.wrap(InitSegment.of(first.parameters(), sound, start)),
          ByteBuffer.wrap(new SegmentNotes(start, before).box()),
          ByteBuffer.wrap(SegmentIndexBox.placeholder(0)));
      clock.reorderDepth(ReorderDepth.of(first.parameters()));
    }

    /** Writes these; the last picture lasts as long as the one before it. */
    public void add(List<AccessUnit> units) throws IOException {
      List<Placed> placed = new ArrayList<>();
      for (AccessUnit unit : units) {
        clock.accept(unit);
        placed.add(new Placed(unit, clock.decodeTime(), clock.compositionOffset()));
      }
      if (writer == null) {
        writer = new FragmentWriter(placed.getFirst().time, placed.getFirst().offset);
      }
      int begin = 0;
      for (int i = 1; i <= placed.size(); i++) {
        boolean cut =
            i == placed.size()
                || placed.get(i).unit.randomAccess()
                || placed.get(i).time - placed.get(begin).time >= 90_000;
        if (cut) {
          long end =
              i < placed.size() ? placed.get(i).time : placed.getLast().time + clock.interval();
          fragment(placed.subList(begin, i), end);
          begin = i;
        }
      }
    }

    private void fragment(List<Placed> units, long end) throws IOException {
      SampleRun pictures = new SampleRun();
      SampleRun sound = new SampleRun();
      for (int i = 0; i < units.size(); i++) {
        Placed placed = units.get(i);
        long next = i + 1 < units.size() ? units.get(i + 1).time : end;
        pictures.add(
            placed.unit.payload(),
            placed.unit.epochMicros(),
            placed.time,
            (int) (next - placed.time),
            placed.offset,
            placed.unit.randomAccess());
        placed.unit.audio().forEach(frame -> hear(sound, frame));
      }
      ByteBuffer header =
          Objects.requireNonNull(writer).headerWithTime(++sequence, pictures, sound, 0);
      file.append(FragmentWriter.gather(header, pictures, sound));
    }

    private void hear(SampleRun sound, AudioFrame frame) {
      Payload payload = Payload.of(frame.payload());
      sound.add(payload, frame.epochMicros(), soundTime, frame.durationTicks(), 0, true);
      soundTime += frame.durationTicks();
    }

    public Path path() {
      return file.path();
    }

    public void delete() throws IOException {
      store.delete(new SegmentKey(stream, file.key().start()));
    }

    public void close() throws IOException {
      file.close();
    }
  }
}
