package org.gatehouse.analytics.worker.plate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gatehouse.contract.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatSetTest {
  private static final FormatSet CHINA = FormatSet.of(List.of("CN"));

  @ParameterizedTest
  @CsvSource({
    "川A113YP,standard",
    "豫U00000,standard",
    "粤0A9112,standard",
    "粤BD12345,new-energy",
    "粤B12345D,new-energy",
    "京A1234警,police",
    "京A1234学,learner",
    "鲁B1234挂,trailer",
    "粤Z1234港,cross-border",
    "粤ZA123澳,cross-border",
    "沪A1234领,consulate",
    "川X0119应急,rescue",
    "皖S1234应急,rescue",
    "京12345应急,rescue",
    "使123456,embassy"
  })
  void match_chinesePlate_namesItsKind(String text, String kind) {
    assertThat(CHINA.match(text))
        .hasValueSatisfying(
            match -> {
              assertThat(match.region()).isEqualTo("CN");
              assertThat(match.kind()).isEqualTo(kind);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "川A113Y",
        "川A113YPX",
        "川AI13YP",
        "川AO13YP",
        "川1113YP",
        "A113YP",
        "京BANK",
        "川X0119应",
        "川A0119应急",
        "川12345应急"
      })
  void match_notChinese_isEmpty(String text) {
    assertThat(CHINA.match(text)).isEmpty();
  }

  @Test
  void match_moreThanTwoSerialLetters_isBelievedLess() {
    assertThat(CHINA.match("京BANKFB"))
        .hasValueSatisfying(m -> assertThat(m.penalty()).isPositive());
    assertThat(CHINA.match("京BANK12"))
        .hasValueSatisfying(m -> assertThat(m.penalty()).isPositive());
    assertThat(CHINA.match("京BAN123")).hasValueSatisfying(m -> assertThat(m.penalty()).isZero());
  }

  @ParameterizedTest
  @CsvSource({
    "DE,MXY1234",
    "DE,BMW123E",
    "FR,AB123CD",
    "IT,AB123CD",
    "ES,1234BCD",
    "GB,AB12CDE",
    "NL,12ABC3",
    "BE,1ABC234",
    "AT,W12345A",
    "CH,ZH123456",
    "PL,WA56660",
    "CZ,1A23456",
    "SK,BA302OZ",
    "HU,ABC123",
    "RO,CJ12ABC",
    "PT,12AB34",
    "HR,ZG1234AB",
    "SE,ABC12D",
    "NO,AB12345",
    "IE,12D12345",
    "PL,WPI1234A",
    "PL,WPI123AC",
    "PL,WPIAC12",
    "PL,WPIA12C",
    "PL,WPIA1CE",
    "ES,R1234BCD",
    "ES,C1234BCD",
    "GB,AIZ1234",
    "GB,KDZ1234",
    "GB,OIG1234",
    "GB,AB27CDE",
    "GB,AB77CDE",
    "GB,AB34CDE",
    "GB,AB00CDE",
    "IT,AB12345",
    "CY,KAA123",
    "MT,ABC123",
    "BA,A12J345",
    "AL,AB123CD",
    "MK,SK1234AB",
    "IS,ABC12",
    "ME,PGAB123",
    "LI,FL12345"
  })
  void match_europeanPlate_isKnownToItsCountry(String country, String text) {
    assertThat(FormatSet.of(List.of(country)).match(text))
        .hasValueSatisfying(match -> assertThat(match.region()).isEqualTo(country));
  }

  @ParameterizedTest
  @CsvSource({
    "PL,WPI1234B",
    "ES,E1234BCD",
    "ES,R1234BAD",
    "GB,ABC1234",
    "GB,AB01CD3",
    "IT,IO12345",
    "LI,FI12345"
  })
  void match_nearlyAPlateOfThatCountry_isEmpty(String country, String text) {
    assertThat(FormatSet.of(List.of(country)).match(text)).isEmpty();
  }

  @Test
  void match_fitsSeveralCountries_saysEuropeOnly() {
    assertThat(FormatSet.of(List.of("EU")).match("RK300AS"))
        .hasValueSatisfying(match -> assertThat(match.region()).isEqualTo("EU"));
  }

  @Test
  void match_lettersOnly_isNoGenericPlate() {
    FormatSet generic = FormatSet.of(List.of("GENERIC"));
    assertThat(generic.match("TOYOTA")).isEmpty();
    assertThat(generic.match("AB12")).isPresent();
    assertThat(generic.match("A12")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "US,6LSU216",
    "US,HB8X9J",
    "US,EUS664",
    "US,AYX8803",
    "US,1049338",
    "US,HL0KTY1",
    "BR,ABC1D23",
    "BR,ABC1R23",
    "BR,ABC1234"
  })
  void match_americanPlate_isKnown(String region, String text) {
    assertThat(FormatSet.of(List.of(region)).match(text))
        .hasValueSatisfying(match -> assertThat(match.region()).isEqualTo(region));
  }

  @Test
  void match_serialOfAState_isBelievedMoreThanAnyText() {
    FormatSet states = FormatSet.of(List.of("US"));
    assertThat(states.match("6LSU216").orElseThrow().penalty()).isZero();
    assertThat(states.match("HL0KTY1").orElseThrow().penalty()).isPositive();
    assertThat(states.match("2O14O5")).isEmpty();
  }

  @Test
  void of_noRegion_meansChina() {
    assertThat(FormatSet.of(List.of()).match("川A113YP")).isPresent();
    assertThat(FormatSet.of(List.of()).match("AB123CD")).isEmpty();
  }

  /** All that a site's file may name: with a region that is not known the lane would not start. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AL", "AT", "BA", "BE", "BG", "BR", "CH", "CN", "CY", "CZ", "DE", "DK", "EE", "ES", "EU",
        "FI", "FR", "GB", "GENERIC", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV",
        "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "UA", "US"
      })
  void of_regionOfTheConfiguration_isKnown(String region) {
    assertThat(FormatSet.of(List.of(region))).isNotNull();
  }

  @Test
  void of_unknownRegion_isRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> FormatSet.of(List.of("XX")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("XX")
        .hasMessageContaining("GENERIC");
  }

  @Test
  void isChinese_lanesOfOtherPlates_areNot() {
    assertThat(FormatSet.of(List.of("EU", "cn")).isChinese()).isTrue();
    assertThat(FormatSet.of(FormatSet.EVERYWHERE).isChinese()).isTrue();
    assertThat(FormatSet.of(List.of("EU", "US", "BR", "GENERIC")).isChinese()).isFalse();
  }
}
