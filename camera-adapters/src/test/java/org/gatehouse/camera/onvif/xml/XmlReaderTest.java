package org.gatehouse.camera.onvif.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class XmlReaderTest {
  private static XmlElement read(String text) throws XmlFormatException {
    return XmlReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void read_undeclaredPrefixAndBrokenDeclaration_isTolerated() throws Exception {
    XmlElement root =
        read("<?xml version=”1.0” ?>\n<s:A q:t='7'><B> x &amp; y </B><s:B>2</s:B></s:A>");
    assertThat(root.name()).isEqualTo("A");
    assertThat(root.attribute("t")).isEqualTo("7");
    assertThat(root.text("B")).isEqualTo("x & y");
    assertThat(root.all("B")).hasSize(2);
  }

  @Test
  void read_latin1Declared_isDecoded() throws Exception {
    byte[] text =
        "<?xml version='1.0' encoding='ISO-8859-1'?><a>\u00e9</a>"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(XmlReader.read(text).text()).isEqualTo("\u00e9");
  }

  @Test
  void read_impossibleEncoding_isTakenForUtf8() throws Exception {
    assertThat(read("<?xml version='1.0' encoding='.'?><a>\u00e9</a>").text()).isEqualTo("\u00e9");
    assertThat(read("<?xml version='1.0' encoding='x-none'?><a>b</a>").text()).isEqualTo("b");
  }

  @Test
  void read_documentType_isRefused() {
    assertThatThrownBy(
            () -> read("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>"))
        .isInstanceOf(XmlFormatException.class);
  }

  @Test
  void read_undeclaredEntity_isRefused() {
    assertThatThrownBy(() -> read("<a>&x;</a>")).isInstanceOf(XmlFormatException.class);
  }

  @Test
  void read_atTheDepthLimit_isReadAndBeyondIsRefused() throws Exception {
    int most = XmlReader.MAX_DEPTH;
    assertThat(read("<a>".repeat(most) + "</a>".repeat(most)).walk()).hasSize(most);
    assertThatThrownBy(() -> read("<a>".repeat(most + 1) + "</a>".repeat(most + 1)))
        .isInstanceOf(XmlFormatException.class)
        .hasMessageContaining("within each other");
  }

  @Test
  void read_moreThanAMegabyte_isRefused() {
    assertThatThrownBy(() -> XmlReader.read(new byte[XmlReader.MAX_BYTES + 1]))
        .isInstanceOf(XmlFormatException.class)
        .hasMessageContaining("more than");
  }

  @Test
  void read_unreadElements_leaveNoTrace() throws Exception {
    byte[] text = "<a><b><c>secret</c></b><d>1</d></a>".getBytes(StandardCharsets.UTF_8);
    assertThat(XmlReader.read(text, Set.of("b"))).hasToString(read("<a><d>1</d></a>").toString());
  }

  @Test
  void read_cutAnywhere_isRefused() {
    String whole = "<a x='1'><b>t</b></a>";
    for (int end = 0; end < whole.length(); end++) {
      String cut = whole.substring(0, end);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(XmlFormatException.class);
    }
  }

  @Test
  void escape_roundTrip_isTheSameWithoutControls() throws Exception {
    String text = "a<b>&\"'\u0001\ud83d\ude00";
    assertThat(read("<a>" + XmlText.escape(text) + "</a>").text())
        .isEqualTo(text.replace("\u0001", ""));
  }
}
