package dev.fulgurite.exporter.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Closes the first connections as soon as they are there, and lets the others through to Redis. */
final class ClosingDoor implements AutoCloseable {
  private final ServerSocket door;
  private final Queue<Socket> through = new ConcurrentLinkedQueue<>();
  private final int to;
  private int toClose;

  private ClosingDoor(ServerSocket door, int to, int toClose) {
    this.door = door;
    this.to = to;
    this.toClose = toClose;
  }

  static ClosingDoor before(int port, int toClose) throws IOException {
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ClosingDoor door = new ClosingDoor(socket, port, toClose);
    door.onThread(door::open);
    return door;
  }

  int port() {
    return door.getLocalPort();
  }

  @SuppressWarnings("resource") // they are closed with the door
  private void open() throws IOException {
    while (true) {
      Socket client = door.accept();
      if (toClose-- > 0) {
        client.close();
        continue;
      }
      Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
      through.add(client);
      through.add(server);
      onThread(() -> client.getInputStream().transferTo(server.getOutputStream()));
      onThread(() -> server.getInputStream().transferTo(client.getOutputStream()));
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  /** Until a side closes. */
  private void onThread(Work work) {
    Runnable run =
        () -> {
          try {
            work.run();
          } catch (IOException e) {
            close();
          }
        };
    Thread thread = new Thread(run, "closing-door");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : through) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
