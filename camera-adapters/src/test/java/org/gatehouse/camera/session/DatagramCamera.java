package org.gatehouse.camera.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.contract.media.ParameterSets;

/**
 * A camera that knows datagrams only and sends them from a socket that the test chooses: one key
 * picture a packet, 100 a second, until its client has gone. One thread for each client.
 */
final class DatagramCamera implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("client_port=(\\d+)");
  private static final int RTP_HEADER = 12;

  private final ServerSocket server;
  private final DatagramSocket mouth;
  private final String reply;
  private final int pictureBytes;

  /**
   * @param mouth where media comes from; owned by the test
   * @param reply what its Transport answer says beside {@code client_port}, such as {@code
   *     ;server_port=9-10}
   * @param pictureBytes of each picture
   */
  DatagramCamera(DatagramSocket mouth, String reply, int pictureBytes) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.mouth = mouth;
    this.reply = reply;
    this.pictureBytes = pictureBytes;
    Thread.ofVirtual().start(this::accept);
  }

  URI url() {
    return URI.create("rtsp://127.0.0.1:" + server.getLocalPort() + "/gate");
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      talk(client);
    } catch (IOException e) {
      // the client has gone
    }
  }

  private void talk(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = client.getOutputStream();
    String method = "";
    String number = "";
    String transport = "";
    int port = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("CSeq:")) {
        number = line;
      } else if (line.startsWith("Transport:")) {
        transport = line;
      } else if (!line.isEmpty()) {
        method = method.isEmpty() ? line.substring(0, line.indexOf(' ')) : method;
      } else {
        Matcher ports = PORT.matcher(transport);
        boolean setUp = method.equals("SETUP");
        boolean known = !setUp || ports.find();
        port = setUp && known ? Integer.parseInt(ports.group(1)) : port;
        String more = setUp && known ? transport + reply + "\r\nSession: 1\r\n" : "";
        String body = method.equals("DESCRIBE") ? sdp() : "";
        String status = known ? "200 OK" : "461 Unsupported Transport";
        String head = number + "\r\n" + more + "Content-Length: " + body.length() + "\r\n\r\n";
        out.write(
            ("RTSP/1.0 " + status + "\r\n" + head + body).getBytes(StandardCharsets.US_ASCII));
        if (method.equals("PLAY")) {
          send(client, new InetSocketAddress(client.getInetAddress(), port));
        }
        method = "";
        transport = "";
      }
    }
  }

  private void send(Socket client, InetSocketAddress to) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                for (int i = 0; !client.isClosed(); i++) {
                  byte[] packet = packet(i);
                  mouth.send(new DatagramPacket(packet, packet.length, to));
                  Thread.sleep(10);
                }
              } catch (IOException | InterruptedException e) {
                // the test is over
              }
            });
  }

  private byte[] packet(int number) {
    ByteBuffer packet = ByteBuffer.allocate(RTP_HEADER + pictureBytes);
    packet.put((byte) 0x80).put((byte) (0x80 | 96)).putShort((short) number);
    packet.putInt(number * 900).putInt(99).put((byte) 0x65).put((byte) 0x88);
    while (packet.hasRemaining()) {
      packet.put((byte) 0x5a);
    }
    return packet.array();
  }

  private static String sdp() {
    ParameterSets sets = Fixtures.track().parameters();
    Base64.Encoder base64 = Base64.getEncoder();
    return "v=0\r\ns=x\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:track1\r\n"
        + "a=fmtp:96 packetization-mode=0;sprop-parameter-sets="
        + base64.encodeToString(sets.sps())
        + ","
        + base64.encodeToString(sets.pps())
        + "\r\n";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
