package org.gatehouse.analytics.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.Socket;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

class MutualTlsTest {
  @Test
  void keepAlive_otherMachineIsGone_isNoticedWithinHalfAMinute() throws Exception {
    try (Socket socket = new Socket()) {
      assumeThat(socket.supportedOptions()).contains(ExtendedSocketOptions.TCP_KEEPIDLE);
      MutualTls.keepAlive(socket);
      assertThat(socket.getKeepAlive()).isTrue();
      int idle = socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE);
      int every = socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL);
      int probes = socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT);
      assertThat(idle + every * probes).isEqualTo(25);
    }
  }
}
