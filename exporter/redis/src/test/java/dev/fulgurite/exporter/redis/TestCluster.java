package dev.fulgurite.exporter.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;
import redis.embedded.Redis;
import redis.embedded.RedisShardedCluster;
import redis.embedded.core.RedisServerBuilder;

/** Three masters with a replica each, on this machine alone. */
final class TestCluster implements AutoCloseable {
  private static final int MASTERS = 3;

  /** A node's second port is 10,000 above. */
  private static final int FIRST_PORT = 21_000;

  private static final int LAST_PORT = 31_000;
  private static final int OTHER_PORT = 10_000;

  private final RedisShardedCluster cluster;
  private final RedisClient client = RedisClient.create();

  private TestCluster(RedisShardedCluster cluster) {
    this.cluster = cluster;
  }

  static TestCluster start() {
    try {
      Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "redis");
      RedisServerBuilder server =
          new RedisServerBuilder()
              .executableProvider(TestRedis::executable)
              .setting("bind 127.0.0.1")
              .setting("dir " + folder.toAbsolutePath())
              .setting("save \"\"")
              .setting("cluster-node-timeout 2000")
              .setting("cluster-require-full-coverage no");
      RedisShardedCluster cluster =
          RedisShardedCluster.newRedisCluster()
              .withServerBuilder(server)
              .serverPorts(freePorts(2 * MASTERS))
              .shard("m1", 1)
              .shard("m2", 1)
              .shard("m3", 1)
              .build();
      cluster.start();
      TestCluster started = new TestCluster(cluster);
      await().atMost(60, SECONDS).until(started::isWhole);
      return started;
    } catch (IOException e) {
      throw new TestAbortedException("no cluster of Redis runs here", e);
    }
  }

  private static List<Integer> freePorts(int count) {
    List<Integer> free = new ArrayList<>();
    int from = FIRST_PORT + (int) (ProcessHandle.current().pid() % 500) * 10;
    for (int port = from; port < LAST_PORT && free.size() < count; port++) {
      if (isFree(port) && isFree(port + OTHER_PORT)) {
        free.add(port);
      }
    }
    return free;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isWhole() {
    return cluster.serverPorts().stream()
        .allMatch(
            port -> {
              String info = ask(port, RedisCommands::clusterInfo);
              String nodes = ask(port, RedisCommands::clusterNodes);
              String role = ask(port, redis -> redis.info("replication"));
              return info.contains("cluster_state:ok")
                  && (role.contains("role:master") || role.contains("master_link_status:up"))
                  && info.contains("cluster_known_nodes:" + 2 * MASTERS)
                  && nodes.lines().filter(line -> line.contains("slave")).count() == MASTERS;
            });
  }

  private <T> T ask(int port, Function<RedisCommands<String, String>, T> question) {
    try (var connection = client.connect(RedisURI.create("127.0.0.1", port))) {
      return question.apply(connection.sync());
    }
  }

  /** SIGKILL to the master that has {@code key}; gives its port. */
  int killMasterOf(String key) {
    int slot = SlotHash.getSlot(key);
    for (int port : cluster.serverPorts()) {
      String own =
          ask(port, RedisCommands::clusterNodes)
              .lines()
              .filter(line -> line.contains("myself,master"))
              .findFirst()
              .orElse("");
      if (has(own, slot)) {
        String info = ask(port, redis -> redis.info("server"));
        long pid = Long.parseLong(info.split("process_id:")[1].split("\r?\n")[0].strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        return port;
      }
    }
    throw new IllegalStateException("nobody has " + key);
  }

  /** Starts what was killed; it becomes a replica of the one that took over. */
  void restart(int port) throws IOException {
    Redis server = cluster.servers().get(cluster.serverPorts().indexOf(port));
    server.stop();
    server.start();
    await().atMost(60, SECONDS).until(this::isWhole);
  }

  /** Waits until another is the master. */
  void awaitFailover(int dead, String key) {
    int slot = SlotHash.getSlot(key);
    int witness = cluster.serverPorts().stream().filter(port -> port != dead).findFirst().get();
    await()
        .atMost(60, SECONDS)
        .until(
            () ->
                ask(witness, RedisCommands::clusterNodes)
                    .lines()
                    .filter(line -> line.contains("master") && !line.contains(":" + dead + "@"))
                    .anyMatch(line -> has(line, slot)));
  }

  private static boolean has(String node, int slot) {
    for (String word : node.split(" ")) {
      if (word.matches("\\d+-\\d+")) {
        String[] ends = word.split("-");
        if (slot >= Integer.parseInt(ends[0]) && slot <= Integer.parseInt(ends[1])) {
          return true;
        }
      }
    }
    return false;
  }

  /** Of every node. */
  String url() {
    return cluster.serverPorts().stream()
        .map(port -> "redis://127.0.0.1:" + port + "?timeout=2s")
        .collect(Collectors.joining(","));
  }

  /** Of one node alone. */
  String oneUrl() {
    return "redis://127.0.0.1:" + cluster.serverPorts().get(0);
  }

  @Override
  public void close() {
    client.shutdown();
    for (Redis server : cluster.servers()) {
      try {
        server.stop();
      } catch (IOException e) {
        continue; // was killed
      }
    }
  }
}
