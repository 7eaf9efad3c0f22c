package dev.fulgurite.exporter.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletableFuture;

/**
 * An open connection, to a server or to a cluster.
 *
 * @param commands of both kinds alike
 */
record Wire(
    StatefulConnection<String, String> connection,
    RedisClusterAsyncCommands<String, String> commands) {

  static Wire of(StatefulRedisConnection<String, String> connection) {
    return new Wire(connection, connection.async());
  }

  static Wire of(StatefulRedisClusterConnection<String, String> connection) {
    return new Wire(connection, connection.async());
  }

  /** Which server has this stream: equal for streams of one. */
  String nodeOf(String stream) {
    return connection instanceof StatefulRedisClusterConnection<String, String> cluster
        ? cluster.getPartitions().getPartitionBySlot(SlotHash.getSlot(stream)).getNodeId()
        : "";
  }

  /** The connection to that server alone. */
  CompletableFuture<? extends StatefulConnection<String, String>> toNode(String node) {
    return connection instanceof StatefulRedisClusterConnection<String, String> cluster
        ? cluster.getConnectionAsync(node)
        : CompletableFuture.completedFuture(connection);
  }
}
