package dev.fulgurite.benchmarks;

/** The smallest program an agent can be attached to. */
public final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
