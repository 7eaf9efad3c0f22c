package dev.fulgurite.examples.twoprocesses;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import redis.embedded.RedisServer;

/** A Redis for as long as it is used, on this machine alone. */
final class LocalRedis {
  /** Gets its URL. */
  @FunctionalInterface
  interface User {
    void use(String url) throws Exception;
  }

  static void use(User user) throws Exception {
    int port = freePort();
    Path folder = Files.createTempDirectory("two-processes");
    RedisServer server =
        RedisServer.newRedisServer()
            .port(port)
            .setting("bind 127.0.0.1")
            .setting("save \"\"")
            .setting("dir " + folder)
            .build();
    server.start();
    try {
      user.use("redis://127.0.0.1:" + port);
    } finally {
      server.stop();
      Files.delete(folder);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private LocalRedis() {}
}
