package dev.fulgurite.exporter.training;

import static dev.fulgurite.exporter.TestSpans.id;
import static dev.fulgurite.exporter.TestSpans.span;
import static dev.fulgurite.exporter.TestSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.TestSpans;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreditPolicyTest {
  // "FIRST_OCCURRENCE: in start order, each reward goes to the latest call that has ended when the
  // reward starts ..."
  @Test
  void firstOccurrence_goesToTheLatestCallThatHasEnded() {
    assertCredit(
        CreditPolicy.FIRST_OCCURRENCE,
        "{1=null, 2=0.5, 3=null}",
        call(1).at(0, 10),
        call(2).at(20, 30),
        call(3).at(35, 60),
        reward(9, 0.5).at(40, 40));
  }

  @Test
  void firstOccurrence_takesACallThatEndsAsTheRewardStarts() {
    assertCredit(
        CreditPolicy.FIRST_OCCURRENCE, "{1=1.0}", call(1).at(0, 10), reward(9, 1).at(10, 10));
  }

  // "... and has none yet; a later reward may fill an earlier call"
  @Test
  void firstOccurrence_fillsAnEarlierCall_withALaterReward() {
    assertCredit(
        CreditPolicy.FIRST_OCCURRENCE,
        "{1=0.2, 2=0.1}",
        call(1).at(0, 10),
        call(2).at(20, 30),
        reward(8, 0.1).at(40, 40),
        reward(9, 0.2).at(50, 50));
  }

  // "a call keeps its first"
  @Test
  void firstOccurrence_keepsTheFirst() {
    Credit credit =
        credit(
            CreditPolicy.FIRST_OCCURRENCE,
            call(1).at(0, 10),
            reward(9, 0.2).at(50, 50),
            reward(8, 0.1).at(40, 40));

    assertThat(credit.of(call(1).build())).isEqualTo(0.1);
    assertThat(credit.unmatchedRewards()).isEqualTo(1);
  }

  @Test
  void firstOccurrence_givesNothing_whenTheRewardComesFirst() {
    assertCredit(
        CreditPolicy.FIRST_OCCURRENCE, "{1=null}", reward(9, 1).at(0, 0), call(1).at(1, 2));
  }

  // "An explicit link wins."
  @Test
  void link_wins_overEveryPolicy() {
    for (String policy : new String[] {"first-occurrence", "first-sibling", "by-sequence"}) {
      assertCredit(
          CreditPolicy.parse(policy),
          "{1=0.7, 2=null}",
          call(1).at(0, 10).with("agentlightning.span_sequence_id", 1),
          call(2).at(20, 30).with("agentlightning.span_sequence_id", 2),
          linked(reward(9, 0.7).at(40, 40), "span_id", id(1).toUpperCase(Locale.ROOT))
              .with("agentlightning.span_sequence_id", 3));
    }
  }

  @Test
  void link_leavesTheCallTaken_forTheRewardsWithoutOne() {
    assertCredit(
        CreditPolicy.FIRST_OCCURRENCE,
        "{1=0.1, 2=0.7}",
        call(1).at(0, 10),
        call(2).at(20, 30),
        reward(8, 0.1).at(40, 40),
        linked(reward(9, 0.7).at(50, 50), "gen_ai.response.id", "r2"));
  }

  @Test
  void link_mayComeBeforeTheCallHasEnded() {
    assertCredit(
        CreditPolicy.FIRST_OCCURRENCE,
        "{1=0.7}",
        call(1).at(0, 10),
        linked(reward(9, 0.7).at(5, 5), "gen_ai.response.id", "r1"));
  }

  @Test
  void links_mustAllMatch() {
    TestSpans bothWrong =
        linked(reward(9, 0.7).at(50, 50), "trace_id", trace(2))
            .with("agentlightning.link.1.key_match", "span_id")
            .with("agentlightning.link.1.value_match", id(1));

    Credit credit = credit(CreditPolicy.FIRST_OCCURRENCE, call(1).at(0, 10), bothWrong);

    assertThat(credit.of(call(1).build())).isNull();
    assertThat(credit.unmatchedRewards()).isEqualTo(1);
  }

  @Test
  void link_creditsTheCallThatIsExported_whenItNamesARepeatedOne() {
    assertCredit(
        CreditPolicy.FIRST_OCCURRENCE,
        "{1=0.7}",
        call(1).at(0, 10),
        call(2).at(1, 9).with("gen_ai.response.id", "r1"),
        linked(reward(9, 0.7).at(50, 50), "span_id", id(2)));
  }

  @Test
  void rewardOnTheCallItself_isItsOwn() {
    assertCredit(
        CreditPolicy.FIRST_OCCURRENCE,
        "{1=null, 2=0.4}",
        call(1).at(0, 10),
        call(2).at(20, 30).with("agentlightning.reward.0.value", 0.4));
  }

  // "FIRST_SIBLING: the same among children of one parent."
  @Test
  void firstSibling_looksAmongTheChildrenOfItsParent() {
    assertCredit(
        CreditPolicy.FIRST_SIBLING,
        "{1=0.5, 2=null}",
        span(50).at(0, 100),
        span(60).at(0, 100),
        call(1).under(50).at(0, 10),
        call(2).under(60).at(20, 30),
        reward(9, 0.5).under(50).at(40, 40));
  }

  @Test
  void firstSibling_takesRootsForSiblings() {
    assertCredit(
        CreditPolicy.FIRST_SIBLING,
        "{1=0.5, 2=null}",
        call(1).at(0, 10),
        call(2).under(1).at(2, 3),
        reward(9, 0.5).inTrace(2).at(40, 40));
  }

  // "BY_SEQUENCE: in (sequence, start) order, the latest unmatched call with a smaller sequence."
  @Test
  void bySequence_goesToTheLatestCallWithASmallerSequence_whateverTheClocksSay() {
    assertCredit(
        CreditPolicy.BY_SEQUENCE,
        "{1=0.2, 2=0.1, 3=null}",
        sequenced(call(1).at(900, 990), 1),
        sequenced(call(2).at(500, 700), 2),
        sequenced(call(3).at(0, 10), 5),
        sequenced(reward(8, 0.2).at(90, 90), 4),
        sequenced(reward(9, 0.1).at(95, 95), 3));
  }

  @Test
  void bySequence_givesNothing_withoutASmallerSequence() {
    assertCredit(
        CreditPolicy.BY_SEQUENCE,
        "{1=null}",
        sequenced(call(1).at(0, 1), 3),
        sequenced(reward(9, 1).at(5, 5), 3));
  }

  // "FINAL: the last reward for every call."
  @Test
  void finalPolicy_givesTheLastRewardToEveryCall() {
    assertCredit(
        CreditPolicy.FINAL,
        "{1=0.9, 2=0.9}",
        call(1).at(0, 10),
        reward(8, 0.1).at(15, 15),
        call(2).at(20, 30),
        reward(9, 0.9).at(40, 40));
  }

  @Test
  void finalPolicy_spreadsALastRewardWithALink_butLeavesCallsThatAreNamed() {
    Credit credit = credit(CreditPolicy.FINAL, linkedLast());

    assertCredit(CreditPolicy.FINAL, "{1=0.3, 2=0.7, 3=0.7}", linkedLast());
    assertCredit(CreditPolicy.discounted(0.5), "{1=0.3, 2=0.7, 3=0.7}", linkedLast());
    assertThat(credit.unmatchedRewards()).isEqualTo(1);
  }

  private static TestSpans[] linkedLast() {
    return new TestSpans[] {
      call(1).at(0, 10),
      call(2).at(20, 30),
      call(3).at(35, 38),
      linked(reward(7, 0.3).at(15, 15), "span_id", id(1)),
      reward(8, 0.1).at(40, 40),
      linked(reward(9, 0.7).at(50, 50), "span_id", id(2))
    };
  }

  // "DISCOUNTED(gamma)"
  @Test
  void discounted_shrinksTheLastRewardCallByCall() {
    assertCredit(
        CreditPolicy.discounted(0.5),
        "{1=0.25, 2=0.5, 3=1.0}",
        call(1).at(0, 10),
        call(2).at(20, 30),
        call(3).at(40, 50),
        reward(9, 1).at(60, 60));
  }

  @Test
  void discounted_isFinal_whenGammaIsOne() {
    assertCredit(
        CreditPolicy.discounted(1),
        "{1=1.0, 2=1.0}",
        call(1).at(0, 10),
        call(2).at(20, 30),
        reward(9, 1).at(60, 60));
  }

  @Test
  void parse_readsWhatToStringWrites() {
    for (String word :
        new String[] {
          "first-occurrence", "first-sibling", "by-sequence", "final", "discounted:0.9"
        }) {
      assertThat(CreditPolicy.parse(word)).hasToString(word);
    }
    assertThat(CreditPolicy.parse("FIRST_OCCURRENCE")).isSameAs(CreditPolicy.FIRST_OCCURRENCE);
  }

  @Test
  void parse_namesTheValueAndTheRemedy() {
    for (String word : new String[] {"best", "discounted", "discounted:2", "discounted:x", ""}) {
      assertThatThrownBy(() -> CreditPolicy.parse(word))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + word + "'")
          .hasMessageContaining("first-occurrence");
    }
    assertThatThrownBy(() -> CreditPolicy.discounted(Double.NaN)).hasMessageContaining("gamma");
  }

  private static TestSpans call(long id) {
    return span(id).with("gen_ai.operation.name", "chat").with("gen_ai.response.id", "r" + id);
  }

  private static TestSpans reward(long id, double value) {
    return span(id)
        .name("agentlightning.annotation")
        .with("agentlightning.reward.0.name", "primary")
        .with("agentlightning.reward.0.value", value);
  }

  private static TestSpans linked(TestSpans reward, String key, String value) {
    return reward
        .with("agentlightning.link.0.key_match", key)
        .with("agentlightning.link.0.value_match", value);
  }

  private static TestSpans sequenced(TestSpans span, long sequence) {
    return span.with("agentlightning.span_sequence_id", sequence);
  }

  private static Credit credit(CreditPolicy policy, TestSpans... spans) {
    return policy.credit(episode(spans));
  }

  private static Episode episode(TestSpans... spans) {
    return Episode.of(Arrays.stream(spans).map(TestSpans::build).toList());
  }

  private static void assertCredit(CreditPolicy policy, String expected, TestSpans... spans) {
    Episode episode = episode(spans);
    Credit credit = policy.credit(episode);
    Map<Long, @Nullable Double> actual = new TreeMap<>();
    for (StoredSpan call : episode.calls()) {
      actual.put(Long.parseLong(call.spanId(), 16), credit.of(call));
    }
    assertThat(actual).as(policy.toString()).hasToString(expected);
  }
}
