package dev.fulgurite.exporter.sampling;

/** Why a span was sampled out: the words that stand in the ledger. */
public final class LeftOut {
  /** By the sample rate, with its whole trace. */
  public static final String RATE = "rate";

  /** The same, since the rate was halved under pressure. */
  public static final String PRESSURE = "pressure";

  /** By a rule. */
  public static final String RULE = "rule";

  /** More spans a second than allowed. */
  public static final String TOKEN_BUCKET = "token_bucket";

  /** More spans within the window than allowed. */
  public static final String BURST = "burst";

  private LeftOut() {}
}
