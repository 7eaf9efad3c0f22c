package dev.fulgurite.agent.reflect;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {
  private final WeakIdentityMap<String> map = new WeakIdentityMap<>();

  @Test
  @SuppressWarnings("StringOperationCanBeSimplified")
  void get_findsTheSameObjectOnly() {
    String key = new String("key");
    map.put(key, "value");

    assertThat(map.get(key)).isEqualTo("value");
    assertThat(map.get(new String("key"))).isNull();
    assertThat(map.get(null)).isNull();
  }

  @Test
  void remove_givesWhatWasThere() {
    Object key = new Object();
    map.put(key, "value");

    assertThat(map.remove(key)).isEqualTo("value");
    assertThat(map.remove(key)).isNull();
  }

  @Test
  void keys_areNotKeptAlive() {
    WeakReference<Object> key = new WeakReference<>(new Object());
    map.put(key.get(), "value");

    Awaitility.await()
        .until(
            () -> {
              System.gc();
              return key.get() == null;
            });
  }
}
