package dev.fulgurite.exporter.tree;

import static dev.fulgurite.exporter.TestSpans.id;
import static dev.fulgurite.exporter.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.TestSpans;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTreeTest {
  @Test
  void of_ordersChildrenByStart() {
    TraceNode root =
        TraceTree.of(
            spans(
                span(3).under(1).at(5, 6),
                span(2).under(1).at(1, 9),
                span(1).at(0, 10),
                span(4).under(2).at(2, 3)));

    assertThat(shape(root)).isEqualTo("1(2(4) 3)");
    assertThat(root.virtual()).isFalse();
  }

  @Test
  void of_makesAVirtualNode_forAMissingParent() {
    TraceNode root = TraceTree.of(spans(span(2).under(9).at(4, 7), span(1).under(9).at(2, 5)));

    assertThat(shape(root)).isEqualTo("9(1 2)");
    assertThat(root.virtual()).isTrue();
    assertThat(root.span().spanId()).isEqualTo(id(9));
    assertThat(root.span().name()).isEqualTo("agentlightning.virtual");
    assertThat(root.span().startEpochNanos()).isEqualTo(2);
    assertThat(root.span().endEpochNanos()).isEqualTo(7);
  }

  @Test
  void of_givesSeveralRootsOneVirtualRoot() {
    TraceNode root = TraceTree.of(spans(span(2).at(5, 8), span(1).at(1, 2), span(4).under(3)));

    assertThat(root.span().spanId()).isEqualTo("virtual-root");
    assertThat(root.span().name()).isEqualTo("agentlightning.virtual");
    assertThat(root.virtual()).isTrue();
    assertThat(shape(root)).isEqualTo("virtual-root(3(4) 1 2)");
    assertThat(root.span().endEpochNanos()).isEqualTo(8);
  }

  @Test
  void of_keepsTracesApart_whereTheirSpanIdsMeet() {
    TraceNode root =
        TraceTree.of(spans(span(1).at(0, 1), span(2).under(1).inTrace(2), span(1).inTrace(2)));

    assertThat(shape(root)).isEqualTo("virtual-root(1 1(2))");
  }

  @Test
  void of_cutsACycleAboveItsEarliestSpan() {
    TraceNode root =
        TraceTree.of(
            spans(
                span(5).under(1).at(9, 9),
                span(1).under(3).at(4, 5),
                span(2).under(1).at(2, 5),
                span(3).under(2).at(3, 5)));

    assertThat(shape(root)).isEqualTo("2(3(1(5)))");
  }

  @Test
  void of_makesARoot_ofASpanThatIsItsOwnParent() {
    assertThat(shape(TraceTree.of(spans(span(1).under(1))))).isEqualTo("1");
  }

  @Test
  void of_keepsTheFirst_ofSpansWithOneId() {
    TraceNode root = TraceTree.of(spans(span(1).name("first"), span(1).name("second")));

    assertThat(root.walk().map(node -> node.span().name())).containsExactly("first");
  }

  @Test
  void of_takesAChainOfAHundredThousand() {
    List<StoredSpan> chain = new ArrayList<>();
    for (int i = 1; i <= 100_000; i++) {
      chain.add(span(i).under(i == 100_000 ? 1 : i + 1).at(i, i).build());
    }

    assertThat(TraceTree.repaired(chain).walk()).hasSize(100_000);
  }

  @Test
  void of_refusesNothing_butRootsAreEmpty() {
    assertThatThrownBy(() -> TraceTree.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spans");
    assertThat(TraceTree.roots(List.of())).isEmpty();
  }

  @Test
  void repaired_movesASiblingBelowTheOneThatHoldsIt() {
    List<StoredSpan> flat =
        spans(
            span(1).at(0, 100),
            span(2).under(1).at(10, 50),
            span(3).under(1).at(20, 30),
            span(4).under(1).at(25, 25),
            span(5).under(1).at(60, 70));

    assertThat(shape(TraceTree.of(flat))).isEqualTo("1(2 3 4 5)");
    assertThat(shape(TraceTree.repaired(flat))).isEqualTo("1(2(3(4)) 5)");
  }

  @Test
  void repaired_leavesOverlapsAndTwinsBesideEachOther() {
    List<StoredSpan> flat =
        spans(
            span(1).at(0, 100),
            span(2).under(1).at(10, 50),
            span(3).under(1).at(40, 60),
            span(4).under(1).at(40, 60),
            span(5).under(1).at(45, 48));

    assertThat(shape(TraceTree.repaired(flat))).isEqualTo("1(2 3(5) 4)");
  }

  @Test
  void repaired_putsTwinsBelowTheSameHolder_andGoesDeeper() {
    List<StoredSpan> spans =
        spans(
            span(1).at(0, 100),
            span(2).under(1).at(10, 50),
            span(6).under(2).at(15, 45),
            span(3).under(1).at(20, 30),
            span(4).under(1).at(20, 30));

    assertThat(shape(TraceTree.repaired(spans))).isEqualTo("1(2(6(3 4)))");
  }

  @Test
  void repaired_mixesNoTraces() {
    List<StoredSpan> roots = spans(span(1).at(0, 100), span(2).inTrace(2).at(10, 20));

    assertThat(shape(TraceTree.repaired(roots))).isEqualTo("virtual-root(1 2)");
  }

  private static List<StoredSpan> spans(TestSpans... spans) {
    return Arrays.stream(spans).map(TestSpans::build).toList();
  }

  private static String shape(TraceNode node) {
    String id = node.span().spanId();
    String name = id.matches("0+[0-9]") ? id.substring(15) : id;
    List<String> children = node.children().stream().map(TraceTreeTest::shape).toList();
    return children.isEmpty() ? name : name + "(" + String.join(" ", children) + ")";
  }
}
