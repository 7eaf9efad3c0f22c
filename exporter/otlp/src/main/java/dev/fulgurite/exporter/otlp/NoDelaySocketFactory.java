package dev.fulgurite.exporter.otlp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets that send at once. Without, the last segment of a request waits for the receiver's
 * delayed acknowledgement: tens of milliseconds in which nothing happens.
 */
final class NoDelaySocketFactory extends SocketFactory {
  private final SocketFactory sockets = SocketFactory.getDefault();

  @Override
  public Socket createSocket() throws IOException {
    return eager(sockets.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return eager(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return eager(sockets.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return eager(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return eager(sockets.createSocket(host, port, local, localPort));
  }

  private static Socket eager(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return socket;
  }
}
