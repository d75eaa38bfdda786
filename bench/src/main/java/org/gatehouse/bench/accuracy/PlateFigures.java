package org.gatehouse.bench.accuracy;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.gatehouse.bench.report.BenchReport;

/** The figures of all pictures together. Pure. */
final class PlateFigures {
  private static final String COMMONEST_PROVINCE = "皖";

  private final List<PictureScore> pictures;
  private final List<PictureScore.Told> plates;

  PlateFigures(List<PictureScore> pictures) {
    this.pictures = List.copyOf(pictures);
    this.plates = pictures.stream().flatMap(picture -> picture.told().stream()).toList();
  }

  /** Fills counts into a report; what is no key of the JSON object goes into the table alone. */
  void fill(BenchReport report, StageTimes times) {
    long falsePlates = pictures.stream().mapToInt(p -> p.falsePlates().size()).sum();
    report
        .put("plates", "plates", plates.size())
        .put("located", "located", count(PictureScore.Told::located))
        .put("exact", "exact", count(PictureScore.Told::exact))
        .put("exactMerged", "exact, O = 0 and I = 1", count(PictureScore.Told::exactMerged))
        .put(
            "provinceRight",
            "province (first character) right",
            count(PictureScore.Told::provinceRight))
        .put("falsePlates", "false plates", falsePlates)
        .put("pictures", "pictures", pictures.size())
        .put("cpuMsPerPicture", "CPU ms a picture", times.perPicture(pictures.size()))
        .note("exact", share(count(PictureScore.Told::exact), plates.size()))
        .note("province right", share(count(PictureScore.Told::provinceRight), plates.size()))
        .note("characters right", characters())
        .note("exact without " + COMMONEST_PROVINCE, withoutCommonest())
        .note("false plates in 100 pictures", decimal(100.0 * falsePlates / pictures.size()));
    times.fill(report, pictures.size());
  }

  private int count(Predicate<PictureScore.Told> what) {
    return (int) plates.stream().filter(what).count();
  }

  private String characters() {
    int all = plates.stream().mapToInt(p -> p.truth().text().length()).sum();
    return share(all - plates.stream().mapToInt(PictureScore.Told::wrongCharacters).sum(), all);
  }

  private String withoutCommonest() {
    List<PictureScore.Told> others =
        plates.stream().filter(p -> !p.truth().text().startsWith(COMMONEST_PROVINCE)).toList();
    int exact = (int) others.stream().filter(PictureScore.Told::exact).count();
    return exact + " of " + others.size() + ", " + share(exact, others.size());
  }

  private static String share(double part, double all) {
    return all == 0 ? "-" : decimal(100 * part / all) + " %";
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
