package org.gatehouse.camera.session;

/** What SETUP asks for, RFC 2326 §12.39; without mode=play, the default, which breaks servers. */
sealed interface TransportAsk {
  /** How the packets would travel. */
  LowerTransport lower();

  /** The Transport header. */
  String header();

  /** Interleaved on the channels {@code channel} and the next. */
  record Interleaved(int channel) implements TransportAsk {
    @Override
    public LowerTransport lower() {
      return LowerTransport.TCP;
    }

    @Override
    public String header() {
      return "RTP/AVP/TCP;unicast;interleaved=" + channel + "-" + (channel + 1);
    }
  }

  /** Datagrams to {@code port} and the next of ours. */
  record Unicast(int port) implements TransportAsk {
    @Override
    public LowerTransport lower() {
      return LowerTransport.UDP;
    }

    @Override
    public String header() {
      return "RTP/AVP;unicast;client_port=" + port + "-" + (port + 1);
    }
  }

  /** Datagrams to a group of the camera's choice. */
  record Multicast() implements TransportAsk {
    @Override
    public LowerTransport lower() {
      return LowerTransport.MULTICAST;
    }

    @Override
    public String header() {
      return "RTP/AVP;multicast";
    }
  }
}
