package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeTreeTest {
  @Test
  void flatten_joinsKeysWithDots() {
    assertThat(AttributeTree.flatten(Map.of("a", Map.of("b", Map.of("c", 1)), "d.e", true)))
        .isEqualTo(Map.of("a.b.c", 1L, "d.e", true));
  }

  @Test
  void flatten_makesEveryNumberALongOrADouble() {
    List<Object> numbers = List.of((byte) 1, (short) 1, 1, 1L, BigInteger.ONE, new AtomicLong(1));

    assertThat(AttributeTree.flatten(Map.of("n", numbers)))
        .isEqualTo(Map.of("n", List.of(1L, 1L, 1L, 1L, 1L, 1L)));
    assertThat(AttributeTree.flatten(Map.of("n", List.of(0.5f, 0.5, new BigDecimal("0.5")))))
        .isEqualTo(Map.of("n", List.of(0.5, 0.5, 0.5)));
    assertThat(AttributeTree.flatten(Map.of("n", BigInteger.TWO.pow(64))))
        .isEqualTo(Map.of("n", "18446744073709551616"));
  }

  @Test
  void flatten_keepsAHomogeneousList_andIndexesAMixedOne() {
    Map<String, Object> flat =
        AttributeTree.flatten(
            Map.of(
                "strings", List.of("a", "b"),
                "flags", new boolean[] {true, false},
                "mixed", List.of(1, 2.0),
                "maps", List.of(Map.of("k", 1), Map.of("k", 2)),
                "lists", List.of(List.of(1), List.of(2, 3))));

    assertThat(flat)
        .isEqualTo(
            Map.of(
                "strings",
                List.of("a", "b"),
                "flags",
                List.of(true, false),
                "mixed.0",
                1L,
                "mixed.1",
                2.0,
                "maps.0.k",
                1L,
                "maps.1.k",
                2L,
                "lists.0",
                List.of(1L),
                "lists.1",
                List.of(2L, 3L)));
  }

  @Test
  void flatten_addsNoKeyForAnEmptyContainer() {
    assertThat(
            AttributeTree.flatten(Map.of("m", Map.of(), "l", List.of(), "n", List.of(List.of()))))
        .isEmpty();
  }

  @Test
  void flatten_refusesWhatIsNotSimple_namingTheKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttributeTree.flatten(Map.of("a", List.of(Map.of("b", new Object())))))
        .withMessageContaining("'a.0.b'")
        .withMessageContaining("java.lang.Object");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttributeTree.flatten(rawMap(7, "seven")))
        .withMessageContaining("7");
  }

  static Stream<Object> notSimple() {
    return Stream.of(
        Instant.EPOCH,
        Thread.State.NEW,
        UUID.randomUUID(),
        new byte[] {1, 2},
        String.class,
        Optional.of("value"),
        Path.of("a", "b"),
        URI.create("urn:a"),
        new AtomicBoolean());
  }

  @ParameterizedTest
  @MethodSource("notSimple")
  void flatten_refusesWhatOnlyHasAStringForm_namingKeyAndType(Object value) {
    for (Object place : List.of(value, List.of(value), List.of("text", value))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AttributeTree.flatten(Map.of("a", Map.of("b", place))))
          .withMessageContaining("'a.b")
          .withMessageContaining(value.getClass().getTypeName());
    }
  }

  @Test
  void flatten_takesWhatIsAString() {
    assertThat(AttributeTree.flatten(Map.of("a", new StringBuilder("b"), "c", 'd')))
        .isEqualTo(Map.of("a", "b", "c", "d"));
  }

  /** Two ways to the same map at each level: 2^32 ways through all levels. */
  private static Map<String, Object> shared(Map<String, Object> bottom, String left, String right) {
    Map<String, Object> map = bottom;
    for (int i = 0; i < 30; i++) {
      Map<String, Object> above = new LinkedHashMap<>();
      above.put(left, map);
      above.put(right, map);
      map = above;
    }
    return map;
  }

  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void flatten_endsForASharedContainer() {
    String tooLong = "k".repeat(600);
    List<Object> lists = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lists = new ArrayList<>(List.of(lists, lists));
    }
    Map<String, Object> longLeaves = shared(Map.of(tooLong, 1), "l", "r");
    Map<String, Object> longKeys = shared(Map.of("a", 1), tooLong + "l", tooLong + "r");

    for (Map<String, Object> tree :
        List.of(shared(Map.of(), "l", "r"), longLeaves, longKeys, Map.of("l", (Object) lists))) {
      assertThat(AttributeTree.flatten(tree)).isEqualTo(Map.of("fulgurite.truncated", true));
      assertThat(AttributeTree.flattenLeniently(tree))
          .isEqualTo(Map.of("fulgurite.truncated", true));
    }
  }

  static Stream<Map<String, Object>> cycles() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("loop", map);
    map.put("right", map);
    List<Object> list = new ArrayList<>();
    list.add(Map.of("loop", list));
    list.add(list);
    Object[] array = new Object[2];
    array[0] = array;
    array[1] = array;
    return Stream.of(map, Map.of("loop", list), Map.of("loop", array));
  }

  @ParameterizedTest
  @MethodSource("cycles")
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void flatten_endsForACycle(Map<String, Object> cyclic) {
    assertThat(AttributeTree.flattenLeniently(cyclic))
        .isEqualTo(Map.of("fulgurite.truncated", true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttributeTree.flatten(cyclic))
        .withMessageContaining("'loop")
        .withMessageContaining("contains itself");
  }

  @Test
  void flatten_keepsAContainerThatIsTwiceThere_butNotInsideItself() {
    Map<String, Object> twice = Map.of("k", 1);

    assertThat(AttributeTree.flatten(Map.of("a", twice, "b", twice)))
        .isEqualTo(Map.of("a.k", 1L, "b.k", 1L));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<String, ?> rawMap(Object key, Object value) {
    return (Map) Map.of("map", Map.of(key, value));
  }

  @Test
  void flattenLeniently_takesEverything() {
    UUID id = UUID.randomUUID();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("null", null);
    tree.put("uuid", id);
    tree.put("enum", Thread.State.NEW);
    tree.put("iterator", List.of(1).iterator());
    tree.put("optional", Optional.of("value"));
    tree.putAll(Map.of("bytes", new byte[] {1, 2, 3}));

    Map<String, Object> flat = AttributeTree.flattenLeniently(tree);

    assertThat(flat)
        .containsEntry("null", "null")
        .containsEntry("uuid", id.toString())
        .containsEntry("enum", "NEW")
        .containsEntry("optional", "value")
        .containsEntry("bytes", "AQID");
    assertThat((String) flat.get("iterator")).startsWith("\"java.util.").endsWith("\"");
    assertThat(AttributeTree.flattenLeniently(rawMap(7, "seven"))).containsEntry("map.7", "seven");
  }

  @Test
  void flattenLeniently_convertsBeans() {
    record Point(int x, List<String> labels) {}

    assertThat(AttributeTree.flattenLeniently(Map.of("p", new Point(1, List.of("a")))))
        .isEqualTo(Map.of("p.x", 1L, "p.labels", List.of("a")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void flatten_cutsWhatIsTooMuch_andSaysSo(boolean strict) {
    Map<String, Object> wide = new LinkedHashMap<>();
    IntStream.range(0, 1000).forEach(i -> wide.put("k" + i, i));
    Map<String, Object> manyTexts = new LinkedHashMap<>();
    IntStream.range(0, 50).forEach(i -> manyTexts.put("k" + i, "x".repeat(100_000)));

    assertThat(
            List.of(wide, manyTexts, Map.of("k".repeat(10_000), 1), Map.of("l", new int[20_000])))
        .allSatisfy(
            tree -> {
              Map<String, Object> flat =
                  strict ? AttributeTree.flatten(tree) : AttributeTree.flattenLeniently(tree);
              assertThat(flat).containsEntry("fulgurite.truncated", true);
              assertThat(flat).hasSizeLessThanOrEqualTo(101);
              assertThat(flat.toString().length()).isLessThan(3_000_000);
            });
  }

  @Test
  void flatten_keepsWhatABreakingMapGave() {
    Map<String, Object> breaking =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, Object>> entrySet() {
            throw new java.util.ConcurrentModificationException();
          }
        };
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("before", 1);
    tree.put("broken", breaking);
    tree.put("after", 2);

    assertThat(AttributeTree.flatten(tree))
        .isEqualTo(Map.of("before", 1L, "after", 2L, "fulgurite.truncated", true));
  }

  @Test
  void unflatten_makesListsOfFullIndexesOnly() {
    Map<String, Object> flat = new LinkedHashMap<>();
    flat.put("list.1", "b");
    flat.put("list.0", "a");
    flat.put("gap.0", "a");
    flat.put("gap.2", "c");
    flat.put("padded.00", "a");

    assertThat(AttributeTree.unflatten(flat))
        .isEqualTo(
            Map.of(
                "list", List.of("a", "b"),
                "gap", Map.of("0", "a", "2", "c"),
                "padded", Map.of("00", "a")));
    assertThat(AttributeTree.unflatten(Map.of("0", "a", "1", "b"))).isEqualTo(List.of("a", "b"));
    assertThat(AttributeTree.unflatten(Map.of())).isEqualTo(Map.of());
  }

  @Test
  void unflatten_losesNothing_whereAKeyIsAlsoAPrefix() {
    Map<String, Object> scalarFirst = new LinkedHashMap<>();
    scalarFirst.put("a", 1L);
    scalarFirst.put("a.b", 2L);
    Map<String, Object> scalarLast = new LinkedHashMap<>();
    scalarLast.put("a.b", 2L);
    scalarLast.put("a", 1L);

    Object expected = Map.of("a", Map.of("", 1L, "b", 2L));
    assertThat(AttributeTree.unflatten(scalarFirst)).isEqualTo(expected);
    assertThat(AttributeTree.unflatten(scalarLast)).isEqualTo(expected);
    assertThat(AttributeTree.flatten(Map.of("a", Map.of("", 1, "b", 2)))).isEqualTo(scalarLast);
  }

  @Test
  void unflatten_survivesAKeyOfDots() {
    assertThat(AttributeTree.unflatten(Map.of(".".repeat(100_000), 1L))).isInstanceOf(Map.class);
  }

  @Test
  void roundTrip_givesTheSameTree() {
    Random random = new Random(42);
    int compared = 0;
    for (int i = 0; i < 2_000; i++) {
      Map<String, Object> tree = tree(random, 0);

      Map<String, Object> flat = AttributeTree.flatten(tree);
      if (flat.containsKey("fulgurite.truncated")) {
        continue;
      }
      compared++;
      assertThat(AttributeTree.unflatten(flat)).isEqualTo(tree);
      assertThat(AttributeTree.unflatten(AttributeTree.flattenLeniently(tree))).isEqualTo(tree);
    }
    assertThat(compared).isGreaterThan(1_000);
  }

  private static Map<String, Object> tree(Random random, int depth) {
    Map<String, Object> tree = new LinkedHashMap<>();
    int size = 1 + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      tree.put("k" + random.nextInt(100), value(random, depth));
    }
    return tree;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 2 ? 4 : 7)) {
      case 0 -> "text" + random.nextInt();
      case 1 -> random.nextLong();
      case 2 -> random.nextDouble();
      case 3 -> random.nextBoolean();
      case 4 -> tree(random, depth + 1);
      case 5 -> Arrays.asList(random.nextLong(), random.nextLong());
      default -> {
        List<Object> mixed = new ArrayList<>();
        int size = 1 + random.nextInt(12);
        for (int i = 0; i < size; i++) {
          mixed.add(random.nextInt(3) == 0 ? tree(random, depth + 1) : value(random, 3));
        }
        yield mixed;
      }
    };
  }

  @Test
  void flatten_refusesNull() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttributeTree.flatten(null))
        .withMessage("tree must not be null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttributeTree.unflatten(null))
        .withMessage("flat must not be null");
  }
}
