package dev.fulgurite.chaos;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * OTLP over HTTP/1.1 on bare sockets, so that it can answer what no server would. Its input says in
 * which {@link Mood} it is; it prints its port, the id of each span before it accepts it, and a
 * line for each request that it did not accept.
 */
final class ReceiverProgram {
  private static final String LENGTH = "content-length:";
  private static final long LORIS_NANOS = 50_000_000;

  private static volatile Mood mood = Mood.OK;

  /** {@code port}: 0 for any. */
  public static void main(String[] args) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    server.bind(new java.net.InetSocketAddress(loopback, Integer.parseInt(args[0])));
    daemon(() -> accept(server));
    System.out.println("PORT " + server.getLocalPort());
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      mood = Mood.valueOf(line);
      System.out.println("MOOD " + mood);
    }
  }

  private static void accept(ServerSocket server) {
    while (true) {
      try {
        Socket socket = server.accept();
        daemon(() -> serve(socket));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      OutputStream out = socket.getOutputStream();
      for (byte[] body = request(in); body.length > 0; body = request(in)) {
        Mood now = mood;
        if (now != Mood.OK) {
          System.out.println("REFUSED " + now);
        }
        if (!answer(now, body, socket, out)) {
          return;
        }
      }
    } catch (IOException e) {
      // The client is gone, as clients of such a server are.
    }
  }

  /** Returns whether the connection can be used again. */
  private static boolean answer(Mood now, byte[] body, Socket socket, OutputStream out)
      throws IOException {
    switch (now) {
      case OK -> {
        print(ExportTraceServiceRequest.parseFrom(body));
        status(out, "200 OK\r\nContent-Type: application/x-protobuf");
      }
      case THROTTLED -> status(out, "429 Too Many Requests\r\nRetry-After: 1");
      case UNAVAILABLE -> status(out, "503 Service Unavailable");
      case BAD_REQUEST -> status(out, "400 Bad Request");
      case BROKEN -> status(out, "500 Internal Server Error");
      case GARBAGE -> out.write(garbage());
      case HALF_CLOSED -> {
        socket.shutdownOutput();
        drain(socket.getInputStream());
      }
      case SLOW_LORIS -> crawl(out);
    }
    out.flush();
    return now != Mood.GARBAGE && now != Mood.HALF_CLOSED && now != Mood.SLOW_LORIS;
  }

  private static void status(OutputStream out, String line) throws IOException {
    String answer = "HTTP/1.1 " + line + "\r\nContent-Length: 0\r\n\r\n";
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] garbage() {
    byte[] bytes = new byte[512];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static void drain(InputStream in) throws IOException {
    while (in.read() >= 0) {
      // until the other side gives up too
    }
  }

  private static void crawl(OutputStream out) throws IOException {
    for (byte letter : "HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII)) {
      out.write(letter);
    }
    while (mood == Mood.SLOW_LORIS) {
      out.write('x');
      out.flush();
      LockSupport.parkNanos(LORIS_NANOS);
    }
  }

  /** The body of the next request, which says its length; empty at the end. */
  private static byte[] request(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    return in.readNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** One write, so that a kill leaves all of it or nothing. */
  private static void print(ExportTraceServiceRequest request) {
    StringBuilder lines = new StringBuilder();
    request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .map(span -> HexFormat.of().formatHex(span.getSpanId().toByteArray()))
        .forEach(id -> lines.append("ID ").append(id).append('\n'));
    System.out.print(lines);
    System.out.flush();
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  private ReceiverProgram() {}
}
