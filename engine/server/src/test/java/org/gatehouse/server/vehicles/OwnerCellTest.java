package org.gatehouse.server.vehicles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerCellTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "=1+1,'=1+1",
        "@x,'@x",
        "-1,'-1",
        "+49 1,'+49 1",
        "'=x,''=x",
        "flat 7,flat 7",
        "'n,'n"
      })
  void written_formulaOrNot_isTextForSpreadsheetsAndReadAsItWas(String owner, String cell) {
    assertThat(OwnerCell.written(owner)).isEqualTo(cell);
    assertThat(OwnerCell.read(cell)).isEqualTo(owner);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+49 1", "flat 7"})
  void read_sheetOfSomebodyElse_isTakenAsItStands(String cell) {
    assertThat(OwnerCell.read(cell)).isEqualTo(cell);
  }
}
