import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives Gatehouse's webhooks and verifies their signatures by Standard Webhooks, with the JDK
 * alone: {@code WEBHOOK_SECRET=whsec_… java Receiver.java [port]}. Prints a line for each request.
 */
public final class Receiver {
  /** A request that was signed longer ago, or later than now, may be somebody's recording. */
  private static final long TOLERANCE_SECONDS = 300;

  private static final int MOST_BYTES = 16 << 20;

  /** Of so many events the ids are remembered; Gatehouse repeats only what is under way. */
  private static final int MOST_IDS = 10_000;

  /** A key that is missing or short would let anybody sign. */
  private static final int LEAST_KEY_BYTES = 24;

  private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:\\s*\"(org\\.gatehouse\\.[a-z0-9.]+)\"");

  private final byte[] key;
  private final Set<String> seen = new LinkedHashSet<>();

  private Receiver(byte[] key) {
    this.key = key;
  }

  private static byte[] key(String secret) {
    try {
      return Base64.getDecoder().decode(secret.strip().replaceFirst("^whsec_", ""));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  public static void main(String[] args) throws IOException {
    byte[] key = key(System.getenv().getOrDefault("WEBHOOK_SECRET", ""));
    if (key.length < LEAST_KEY_BYTES) {
      System.err.println(
          "WEBHOOK_SECRET must be the destination's secret: whsec_ and base64 of "
              + LEAST_KEY_BYTES
              + " bytes at least");
      System.exit(1);
    }
    Receiver receiver = new Receiver(key);
    int port = args.length == 0 ? 8090 : Integer.parseInt(args[0]);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", receiver::handle);
    server.start();
    System.out.println("listening on http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    // What is too large is read all the same, so that the sender hears the answer.
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    String refusal = body.length > MOST_BYTES ? "it is too large" : refusal(exchange, body);
    if (refusal == null) {
      accept(exchange, body);
    } else {
      System.out.println("refused " + refusal);
    }
    exchange.sendResponseHeaders(refusal == null ? 204 : 401, -1);
    exchange.close();
  }

  /** Why it is not to be trusted; null if it is. Nothing of it is looked at before that. */
  private String refusal(HttpExchange exchange, byte[] body) {
    String id = header(exchange, "webhook-id");
    String time = header(exchange, "webhook-timestamp");
    if (id.isEmpty() || !time.matches("[0-9]{1,12}")) {
      return "it is not signed";
    }
    if (Math.abs(Instant.now().getEpochSecond() - Long.parseLong(time)) > TOLERANCE_SECONDS) {
      return "it was signed too long ago, or the clocks differ";
    }
    byte[] expected = signature(id + "." + time + ".", body);
    for (String given : header(exchange, "webhook-signature").split(" ", -1)) {
      if (given.startsWith("v1,") && same(expected, given.substring(3))) {
        return null;
      }
    }
    return "no signature is right";
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private byte[] signature(String prefix, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(prefix.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In the same time whatever differs, so that nobody can guess it piece by piece. */
  private static boolean same(byte[] expected, String base64) {
    try {
      return MessageDigest.isEqual(expected, Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** An event that comes again has the same id: it is taken, and nothing is done twice. */
  private synchronized void accept(HttpExchange exchange, byte[] body) {
    String id = header(exchange, "webhook-id");
    boolean first = seen.add(id);
    if (seen.size() > MOST_IDS) {
      seen.remove(seen.iterator().next());
    }
    System.out.println((first ? "event " : "again ") + id + " " + type(exchange, body));
  }

  /** In binary mode it is a header, else a field of the body; use a JSON library for more. */
  private static String type(HttpExchange exchange, byte[] body) {
    String binary = header(exchange, "ce-type");
    Matcher found = TYPE.matcher(new String(body, StandardCharsets.UTF_8));
    return !binary.isEmpty() ? binary : found.find() ? found.group(1) : "of no known type";
  }
}
