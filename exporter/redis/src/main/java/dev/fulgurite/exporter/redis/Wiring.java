package dev.fulgurite.exporter.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens wires, and finds out whether there is a cluster. Thread-safe. */
final class Wiring {
  /** Entries that may wait for a server that is away; more are refused at once. */
  private static final int MAX_WAITING = 65_536;

  private static final int TRIES = 5;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration FIRST_TRY = Duration.ofMillis(10);
  private static final Duration LAST_TRY = Duration.ofSeconds(1);
  private static final Duration REFRESH = Duration.ofSeconds(2);

  private final RedisAddress address;
  private @Nullable ClientResources resources;
  private @Nullable RedisClient single;
  private @Nullable RedisClusterClient cluster;

  Wiring(RedisAddress address) {
    this.address = address;
  }

  CompletionStage<Wire> open() {
    return address.uris().size() > 1 ? toCluster() : toServer();
  }

  private CompletionStage<Wire> toServer() {
    if (knowsCluster()) {
      return toCluster();
    }
    return connected(TRIES)
        .thenCompose(
            connection ->
                isCluster(connection)
                    .thenCompose(
                        yes ->
                            yes
                                ? connection.closeAsync().thenCompose(closed -> toCluster())
                                : CompletableFuture.completedFuture(Wire.of(connection))));
  }

  /**
   * A handshake that fails faster than Lettuce looks at it loses its reason (how it is told depends
   * on who was first): that is asked again.
   */
  private CompletionStage<StatefulRedisConnection<String, String>> connected(int tries) {
    return single()
        .connectAsync(StringCodec.UTF8, address.uris().get(0))
        .handle(
            (connection, failure) -> {
              if (failure == null) {
                return CompletableFuture.completedFuture(connection);
              }
              boolean again = tries > 1 && Failures.saysNoReason(failure);
              return again
                  ? connected(tries - 1)
                  : CompletableFuture.<StatefulRedisConnection<String, String>>failedFuture(
                      failure);
            })
        .thenCompose(Function.identity());
  }

  /** Who may not ask has no cluster. */
  private static CompletionStage<Boolean> isCluster(
      StatefulRedisConnection<String, String> connection) {
    return connection
        .async()
        .info("cluster")
        .<Boolean>handle((info, failure) -> info != null && info.contains("cluster_enabled:1"));
  }

  private CompletionStage<Wire> toCluster() {
    RedisClusterClient client = cluster();
    return client
        .refreshPartitionsAsync()
        .thenCompose(known -> client.connectAsync(StringCodec.UTF8))
        .thenApply(Wire::of);
  }

  private synchronized boolean knowsCluster() {
    return cluster != null;
  }

  private synchronized RedisClient single() {
    if (single == null) {
      single = RedisClient.create(resources());
      single.setOptions(options(ClientOptions.builder()).build());
    }
    return single;
  }

  private synchronized RedisClusterClient cluster() {
    if (cluster == null) {
      cluster = RedisClusterClient.create(resources(), address.uris());
      ClusterClientOptions.Builder builder = ClusterClientOptions.builder();
      options(builder);
      cluster.setOptions(
          builder
              .topologyRefreshOptions(
                  ClusterTopologyRefreshOptions.builder()
                      .adaptiveRefreshTriggersTimeout(REFRESH.dividedBy(4))
                      .enablePeriodicRefresh(REFRESH)
                      .build())
              .build());
    }
    return cluster;
  }

  /** Its threads are daemons. */
  private ClientResources resources() {
    if (resources == null) {
      resources =
          DefaultClientResources.builder()
              .ioThreadPoolSize(2)
              .computationThreadPoolSize(2)
              .reconnectDelay(Delay.fullJitter(FIRST_TRY, LAST_TRY, 1, TimeUnit.MILLISECONDS))
              .build();
    }
    return resources;
  }

  private ClientOptions.Builder options(ClientOptions.Builder builder) {
    return builder
        .requestQueueSize(MAX_WAITING)
        .useHashIndexQueue(false)
        .socketOptions(
            SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).keepAlive(true).build())
        .timeoutOptions(TimeoutOptions.create()); // a timer for each command costs more than it
  }

  synchronized CompletableFuture<Void> close() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    ClientResources own = resources;
    if (own == null) {
      done.complete(null);
    } else {
      var unused =
          CompletableFuture.allOf(closed(single), closed(cluster))
              .whenComplete(
                  (gone, failure) ->
                      own.shutdown(0, 1, TimeUnit.SECONDS)
                          .addListener(threads -> done.complete(null)));
    }
    return done;
  }

  private static CompletableFuture<?> closed(@Nullable AbstractRedisClient client) {
    return client == null
        ? CompletableFuture.completedFuture(null)
        : client.shutdownAsync(0, 1, TimeUnit.SECONDS);
  }
}
