package dev.fulgurite.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against three masters with a replica each. */
class RedisClusterIT {
  @TempDir Path folder;
  private final TestCluster cluster = TestCluster.start();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void everythingArrives_whenAMasterDiesAndItsReplicaTakesOver() throws Exception {
    Map<String, String> replicated = Map.of("fulgurite.redis.wait-replicas", "1");
    try (Forwarded program = new Forwarded(folder, cluster.url(), replicated);
        RedisLink link = RedisLink.create(cluster.url())) {
      program.publish(2_000);
      program.awaitDelivery();
      program.publish(2_000);
      int dead = cluster.killMasterOf("job_events:j3");
      program.publish(2_000);
      cluster.awaitFailover(dead, "job_events:j3");
      program.publish(2_000);
      // Its successor has no replica until then, and nothing of its streams counts.
      assertThat(program.ledger().delivered()).isLessThan(program.published.size());
      cluster.restart(dead);
      program.awaitDelivery();

      program.check("cluster, a master killed", link);
    }
  }

  @Test
  void publisherAndGroups_workOnACluster_foundByOneNode() {
    try (RedisLink link = RedisLink.create(cluster.oneUrl())) {
      RedisStreamPublisher publisher =
          RedisStreamPublisher.builder(link).setWaitReplicas(1).build();
      List<String> ids = new ArrayList<>();
      for (int job = 0; job < 20; job++) {
        List<Map<String, Integer>> events = List.of(Map.of("n", job), Map.of("n", job + 100));
        link.await(publisher.publishAll("job" + job, events))
            .forEach(published -> ids.add(published.entryId()));
        StreamGroup group = publisher.stream("job" + job).group("g", "c");
        link.await(group.create("0-0"));
        assertThat(link.await(group.read(10, Duration.ofSeconds(1)))).hasSize(2);
        Claimed claimed = link.await(group.claim(Duration.ZERO, 10, 1));
        assertThat(claimed.dead()).hasSize(2);
        assertThat(link.await(group.deadLetters().length())).isEqualTo(2);
        assertThat(link.await(group.pending())).isZero();
      }
      assertThat(ids).hasSize(40);
    }
  }
}
