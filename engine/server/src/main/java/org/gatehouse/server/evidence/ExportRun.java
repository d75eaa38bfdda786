package org.gatehouse.server.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.RedactionException;
import org.gatehouse.contract.vision.Redactor;
import org.gatehouse.runtime.clip.ClipWriter;
import org.gatehouse.server.sitekey.Sha256;
import org.jspecify.annotations.Nullable;

/** Makes the files of one export. Owner: the thread that makes it. */
final class ExportRun {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Export export;
  private final ExportRequest request;
  private final ExportParts parts;
  private final List<Map<String, Object>> files = new ArrayList<>();
  private final List<Export.Item> items = new ArrayList<>();

  ExportRun(Export export, ExportRequest request, ExportParts parts) {
    this.export = export;
    this.request = request;
    this.parts = parts;
  }

  /**
   * Makes them all, then the manifest.
   *
   * @throws IOException if a recording cannot be read or a file cannot be written
   * @throws RedactionException if a redacted copy cannot be made
   */
  List<Export.Item> run() throws IOException, RedactionException, InterruptedException {
    ExportPlan plan = ExportPlan.of(request, parts);
    double whole = plan.jobs().stream().mapToDouble(job -> job.clip().length().toMillis()).sum();
    double done = 0;
    for (ExportPlan.Job job : plan.jobs()) {
      double before = done;
      double length = job.clip().length().toMillis();
      make(job, share -> tell(job, (before + share * length) / whole));
      done += length;
    }
    Manifest.write(export.folder(), manifest(plan), parts.key());
    return items;
  }

  private void tell(ExportPlan.Job job, double share) {
    String what = (request.redacted() ? "redacts " : "copies ") + job.camera();
    export.advance(share, what, parts.ticker().nanos());
  }

  private void make(ExportPlan.Job job, DoubleConsumer progress)
      throws IOException, RedactionException, InterruptedException {
    String sub = job.stream().equals(StreamId.main(job.camera())) ? "" : "_sub";
    String name = job.camera() + "_" + TIME.format(job.clip().from()) + sub + ".mp4";
    Path file = export.folder().resolve(name);
    if (request.redacted()) {
      redact(job, file, progress);
    } else {
      ClipWriter.write(job.clip(), file, progress);
    }
    note(job, name, file);
  }

  /** The copy that is not redacted exists only while it is needed. */
  private void redact(ExportPlan.Job job, Path file, DoubleConsumer progress)
      throws IOException, RedactionException, InterruptedException {
    Path raw = export.folder().resolve(".raw.mp4");
    try {
      ClipWriter.write(job.clip(), raw, share -> {});
      parts
          .redactor()
          .redact(
              new Redactor.Job(
                  job.camera(),
                  raw,
                  job.clip().skip(),
                  job.clip().length(),
                  parts.masks().apply(job.camera()),
                  file),
              progress);
    } finally {
      Files.deleteIfExists(raw);
    }
  }

  private void note(ExportPlan.Job job, String name, Path file) throws IOException {
    Export.Item item = new Export.Item(name, Sha256.of(file), Files.size(file));
    items.add(item);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("camera", job.camera().value());
    tree.put("stream", job.stream().name());
    tree.put("from", job.clip().from().toString());
    tree.put("to", job.clip().to().toString());
    tree.put("bytes", item.bytes());
    tree.put("sha256", item.sha256());
    files.add(tree);
  }

  private Map<String, @Nullable Object> manifest(ExportPlan plan) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("site", parts.site());
    tree.put("engineVersion", parts.version());
    tree.put("created", parts.now().toString());
    tree.put("requestedBy", request.by().who());
    tree.put("cameras", request.cameras().stream().map(CameraId::value).toList());
    tree.put("from", request.from().toString());
    tree.put("to", request.to().toString());
    tree.put("redacted", request.redacted());
    tree.put("reason", request.reason());
    tree.put("files", files);
    tree.put("gaps", plan.gaps());
    return tree;
  }
}
