package org.gatehouse.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.fleet.FleetCameraInfo;
import org.gatehouse.camera.simulator.fleet.FleetFault;
import org.junit.jupiter.api.Test;

class CastTest {
  private static List<FleetCameraInfo> fleet(int cameras) {
    return IntStream.range(0, cameras)
        .mapToObj(
            i -> {
              String scene = i % 8 == 3 ? "night" : i % 8 == 6 ? "corridor" : "street";
              return new FleetCameraInfo("cam" + i, "rtsp://127.0.0.1/" + i, scene, "H264", false);
            })
        .toList();
  }

  @Test
  void of_fourHundred_placesAreApartAndEvenlySpread() {
    Cast cast = Cast.of(fleet(400), 20);
    Set<String> all = new HashSet<>();
    for (Place place : Place.values()) {
      assertThat(cast.at(place)).hasSize(20);
      assertThat(cast.at(place).stream().filter(id -> Integer.parseInt(id.substring(3)) < 200))
          .hasSizeBetween(9, 11);
      all.addAll(cast.at(place));
    }
    assertThat(all).hasSize(100);
    assertThat(fleet(400).stream().filter(camera -> cast.untouched(camera.id()))).hasSize(300);
  }

  @Test
  void of_places_showWhatTheyCanFreeze() {
    Cast cast = Cast.of(fleet(400), 20);
    List<String> streets =
        fleet(400).stream()
            .filter(camera -> camera.scene().equals("street"))
            .map(FleetCameraInfo::id)
            .toList();
    assertThat(streets).containsAll(cast.at(Place.STREET)).containsAll(cast.at(Place.GUARDED));
    assertThat(cast.at(Place.MIXED)).anyMatch(camera -> !streets.contains(camera));
  }

  @Test
  void keys_eachCamera_hangsOnASwitchWithItsLikeOnly() {
    Cast cast = Cast.of(fleet(400), 20);
    String mixed = cast.at(Place.MIXED).iterator().next();
    String udp = cast.at(Place.DATAGRAMS).iterator().next();
    assertThat(cast.keys(mixed)).containsExactly("switch: cabinet-mixed");
    assertThat(cast.keys(udp)).contains("transport: udp");
    assertThat(cast.mustLoseNothing(mixed)).isFalse();
    assertThat(cast.mustLoseNothing(cast.at(Place.CLOCKS).iterator().next())).isTrue();
    long floor =
        fleet(400).stream()
            .filter(camera -> cast.keys(camera.id()).contains("switch: floor-1"))
            .peek(camera -> assertThat(cast.untouched(camera.id())).isTrue())
            .count();
    assertThat(floor).isEqualTo(20);
  }

  @Test
  void of_tooFew_saysSo() {
    assertThatThrownBy(() -> Cast.of(fleet(8), 2))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("8 cameras are too few");
  }

  @Test
  void script_everyFault_isOneThatCamerasKnowAndHasAPlaceOfItsOwnInItsPhase() {
    for (Script.Phase phase : Script.phases()) {
      assertThat(phase.faults()).extracting(Fault::place).doesNotHaveDuplicates();
      for (Fault fault : phase.faults()) {
        assertThat(FleetFault.parse(fault.order())).isNotInstanceOf(FleetFault.None.class);
        assertThat(fault.alarms()).containsAll(fault.wanted());
        if (fault.symptom() instanceof Symptom.InState in) {
          assertThat(fault.states()).containsAll(in.states());
        }
      }
    }
  }
}
