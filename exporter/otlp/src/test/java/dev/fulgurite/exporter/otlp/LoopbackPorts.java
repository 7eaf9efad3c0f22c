package dev.fulgurite.exporter.otlp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports for servers that cannot choose one themselves. */
public final class LoopbackPorts {
  /** One that nobody uses now. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** True where somebody listens at each; throws where not. */
  public static boolean answer(int... ports) throws IOException {
    for (int port : ports) {
      new Socket(InetAddress.getLoopbackAddress(), port).close();
    }
    return true;
  }

  private LoopbackPorts() {}
}
