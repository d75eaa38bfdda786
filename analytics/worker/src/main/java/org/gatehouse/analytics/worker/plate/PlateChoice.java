package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Chooses the plates among all that looks like one in a picture: what each box says for itself is
 * judged in the light of the others. Pure.
 */
final class PlateChoice {
  /** The format that is hardest to meet by chance. */
  private static final String STRICTEST = "CN";

  /** A plate that is so much narrower than another one is of a vehicle farther away. */
  private static final double FARTHER = 0.67;

  /** Such a plate is not told before each of its characters is believed so much. */
  private static final double SURE_CHARACTER = 0.7;

  private PlateChoice() {}

  /** Moves what is not to be told from the plates to the refused. */
  static void among(List<PlateCandidate> plates, List<PlateScan.Refused> refused) {
    plates.sort(Comparator.comparingDouble(PlateCandidate::confidence).reversed());
    List<PlateCandidate> told = new ArrayList<>();
    refuse(plates, refused, plate -> isTold(plate, told) || !told.add(plate));
    if (plates.stream().anyMatch(PlateChoice::isStrictest)) {
      refuse(plates, refused, plate -> !isStrictest(plate));
    }
    if (!plates.stream().allMatch(PlateCandidate::isNumber)) {
      refuse(plates, refused, PlateCandidate::isNumber);
    }
    double widest = plates.stream().mapToDouble(p -> p.quad().width()).max().orElse(0);
    refuse(
        plates, refused, p -> p.quad().width() < FARTHER * widest && p.weakest() < SURE_CHARACTER);
  }

  private static void refuse(
      List<PlateCandidate> plates,
      List<PlateScan.Refused> refused,
      Predicate<PlateCandidate> which) {
    for (PlateCandidate plate : List.copyOf(plates)) {
      if (which.test(plate)) {
        plates.remove(plate);
        refused.add(
            new PlateScan.Refused(
                plate.text(), plate.text(), PlateReading.Refusal.BESIDE_ANOTHER, plate.quad()));
      }
    }
  }

  /** Two boxes of one plate, or one text twice: no two vehicles carry the same. */
  private static boolean isTold(PlateCandidate plate, List<PlateCandidate> told) {
    return told.stream()
        .anyMatch(
            other ->
                other.text().equals(plate.text())
                    || PlateSearch.isSamePlace(other.quad(), plate.quad()));
  }

  private static boolean isStrictest(PlateCandidate found) {
    return found.region().equals(STRICTEST);
  }
}
