package dev.fulgurite.spring;

import org.apache.commons.logging.LogFactory;

/** Told in the application's own log. */
final class Warnings {
  static void line(String line) {
    LogFactory.getLog(FulguriteAutoConfiguration.class).warn(line);
  }

  private Warnings() {}
}
