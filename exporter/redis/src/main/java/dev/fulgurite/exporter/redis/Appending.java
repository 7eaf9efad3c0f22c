package dev.fulgurite.exporter.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

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
import org.jspecify.annotations.Nullable;

/** Many entries in one write, and one wait for all the answers. */
record Appending(Wire wire, AppendRules rules, Failures failures) {
  private static final long ASK_MILLIS = 200;

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
      done = replicated(appends, commands);
    }
    return done.orTimeout(failures.address().timeout().toMillis(), MILLISECONDS)
        .whenComplete((all, failure) -> giveUp(failure, commands))
        .thenApply(all -> commands.stream().map(CompletableFuture::join).toList());
  }

  /** What has not been answered by then is not sent again from here. */
  private static void giveUp(@Nullable Throwable failure, List<Xadd> commands) {
    if (failure != null) {
      commands.forEach(command -> command.cancel(false));
    }
  }

  private Xadd command(Append append) {
    CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8).addKey(append.stream());
    if (rules.maxLength() > 0) {
      args.add("MAXLEN").add("~").add(rules.maxLength());
    }
    return new Xadd(args.add("*").add(append.fields()));
  }

  /**
   * Asks for the replicas first, of every server: what cannot count is better not written again and
   * again, by every try.
   */
  private CompletableFuture<Void> replicated(List<Append> appends, List<Xadd> commands) {
    Map<String, List<Xadd>> byNode = new LinkedHashMap<>();
    for (int i = 0; i < commands.size(); i++) {
      String node = wire.nodeOf(appends.get(i).stream());
      byNode.computeIfAbsent(node, unseen -> new ArrayList<>()).add(commands.get(i));
    }
    List<CompletableFuture<Void>> asked =
        byNode.keySet().stream().map(node -> andWait(node, List.of(), ASK_MILLIS)).toList();
    long millis = failures.address().timeout().toMillis() / 2;
    return all(asked)
        .thenCompose(
            there ->
                all(
                    byNode.entrySet().stream()
                        .map(entry -> andWait(entry.getKey(), entry.getValue(), millis))
                        .toList()));
  }

  /** What a server is to wait for was sent on the very connection that asks it to wait. */
  private CompletableFuture<Void> andWait(String node, List<Xadd> commands, long millis) {
    CommandArgs<String, String> args =
        new CommandArgs<>(StringCodec.UTF8).add(rules.replicas()).add(millis);
    AsyncCommand<String, String, Long> wait =
        new AsyncCommand<>(
            new Command<>(CommandType.WAIT, new IntegerOutput<>(StringCodec.UTF8), args));
    List<RedisCommand<String, String, ?>> together = new ArrayList<>(commands);
    together.add(wait);
    return wire.toNode(node)
        .thenCompose(
            connection -> {
              connection.dispatch(together);
              return all(commands).thenCombine(wait, (done, replicas) -> atLeast(replicas));
            });
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
