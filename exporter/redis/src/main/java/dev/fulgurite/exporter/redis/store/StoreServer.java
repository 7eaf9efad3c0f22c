package dev.fulgurite.exporter.redis.store;

import dev.fulgurite.exporter.redis.RedisLink;
import dev.fulgurite.exporter.redis.RedisStreamException;
import dev.fulgurite.exporter.store.StoreException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Asks for a store, and waits. Thread-safe. */
record StoreServer(RedisLink link, StoreKeys keys) {
  long number(StoreScript script, List<String> keys, List<String> arguments) {
    return this.<Long>ask(
        redis ->
            redis.eval(script.text(), ScriptOutputType.INTEGER, array(keys), array(arguments)));
  }

  String text(StoreScript script, List<String> keys, List<String> arguments) {
    return this.<String>ask(
        redis -> redis.eval(script.text(), ScriptOutputType.VALUE, array(keys), array(arguments)));
  }

  List<Object> list(StoreScript script, List<String> keys, List<String> arguments) {
    return this.<List<Object>>ask(
        redis -> redis.eval(script.text(), ScriptOutputType.MULTI, array(keys), array(arguments)));
  }

  private static String[] array(List<String> texts) {
    return texts.toArray(String[]::new);
  }

  <T> T ask(Function<RedisClusterAsyncCommands<String, String>, CompletionStage<T>> question) {
    try {
      return link.await(link.ask(question));
    } catch (RedisStreamException e) {
      throw new StoreException("The store cannot be used: " + e.getMessage(), e);
    }
  }
}
