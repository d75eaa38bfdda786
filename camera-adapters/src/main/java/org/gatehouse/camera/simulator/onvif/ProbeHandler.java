package org.gatehouse.camera.simulator.onvif;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlFormatException;
import org.gatehouse.camera.onvif.xml.XmlReader;
import org.gatehouse.camera.transport.Futures;

/** Answers Probes for the devices at a socket: one, or all where it listens to the group. */
final class ProbeHandler extends SimpleChannelInboundHandler<DatagramPacket> {
  private final Map<String, OnvifResponder> devices;
  private final Map<String, Channel> mouths;

  /**
   * For those devices.
   *
   * @param devices by where they are: {@code http://127.0.1.2:8080}
   * @param mouths the sockets that they answer by, where it is not the one that was asked
   */
  ProbeHandler(Map<String, OnvifResponder> devices, Map<String, Channel> mouths) {
    this.devices = devices;
    this.mouths = mouths;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    try {
      XmlElement asked = XmlReader.read(ByteBufUtil.getBytes(packet.content()));
      if (asked.has("Body", "Probe")) {
        String id = asked.text("Header", "MessageID");
        devices.forEach((base, device) -> answer(context, packet, device, base, id));
      }
    } catch (XmlFormatException e) {
      // Other users of the port.
    }
  }

  private void answer(
      ChannelHandlerContext context,
      DatagramPacket packet,
      OnvifResponder device,
      String base,
      String id) {
    String match = device.probeMatch(base, id);
    if (!match.isEmpty()) {
      byte[] bytes = match.getBytes(StandardCharsets.UTF_8);
      Channel mouth = mouths.getOrDefault(base, context.channel());
      Futures.forget(
          mouth.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(bytes), packet.sender())));
    }
  }
}
