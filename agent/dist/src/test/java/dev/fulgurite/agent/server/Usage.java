package dev.fulgurite.agent.server;

/** The tokens that every answer reports. */
public final class Usage {
  public static final int INPUT = 11;
  public static final int OUTPUT = 7;
  public static final int CACHED = 3;
  public static final int REASONING = 2;

  private Usage() {}
}
