package dev.fulgurite.exporter.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Many entries in one write, and one wait for all the answers. */
record Appending(Wire wire, AppendRules rules, Failures failures) {
  private static final class Xadd extends AsyncCommand<String, String, String> {
    Xadd(CommandArgs<String, String> args) {
      super(new Command<>(CommandType.XADD, new StatusOutput<>(StringCodec.UTF8), args));
    }
  }

  /** The ids in the order of {@code appends}; fails where one entry was not acknowledged. */
  CompletableFuture<List<String>> send(List<Append> appends) {
    List<Xadd> commands = appends.stream().map(this::command).toList();
    CompletableFuture<?> done;
    if (rules.replicas() == 0) {
      wire.connection().dispatch(commands);
      done = all(commands);
    } else {
      done = all(replicated(appends, commands));
    }
    return done.thenApply(acknowledged -> commands.stream().map(CompletableFuture::join).toList());
  }

  private Xadd command(Append append) {
    CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8).addKey(append.stream());
    if (rules.maxLength() > 0) {
      args.add("MAXLEN").add("~").add(rules.maxLength());
    }
    return new Xadd(args.add("*").add(append.fields()));
  }

  /** What a server is to wait for was sent on the very connection that asks it to wait. */
  private List<CompletableFuture<Void>> replicated(List<Append> appends, List<Xadd> commands) {
    Map<String, List<Xadd>> byNode = new LinkedHashMap<>();
    for (int i = 0; i < commands.size(); i++) {
      String node = wire.nodeOf(appends.get(i).stream());
      byNode.computeIfAbsent(node, unseen -> new ArrayList<>()).add(commands.get(i));
    }
    return byNode.entrySet().stream()
        .map(
            entry ->
                wire.toNode(entry.getKey())
                    .thenCompose(connection -> andWait(connection, entry.getValue())))
        .toList();
  }

  private CompletableFuture<Void> andWait(
      StatefulConnection<String, String> connection, List<Xadd> commands) {
    CommandArgs<String, String> args =
        new CommandArgs<>(StringCodec.UTF8)
            .add(rules.replicas())
            .add(failures.address().timeout().toMillis() / 2);
    AsyncCommand<String, String, Long> wait =
        new AsyncCommand<>(
            new Command<>(CommandType.WAIT, new IntegerOutput<>(StringCodec.UTF8), args));
    List<RedisCommand<String, String, ?>> together = new ArrayList<>(commands);
    together.add(wait);
    connection.dispatch(together);
    return all(commands).thenCombine(wait, (acknowledged, replicas) -> atLeast(replicas));
  }

  private Void atLeast(long replicas) {
    if (replicas < rules.replicas()) {
      throw failures.retryable(
          "replicas",
          "has the entries on %d of the %d replicas that fulgurite.redis.wait-replicas wants"
              .formatted(replicas, rules.replicas()),
          null);
    }
    return null;
  }

  private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
  }
}
