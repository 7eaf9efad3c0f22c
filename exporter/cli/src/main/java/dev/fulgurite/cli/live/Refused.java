package dev.fulgurite.cli.live;

/**
 * The process or the agent in it does not do what was asked; the message says why and what to do.
 */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }
}
