package app;

/** Loads a class by name, and does nothing with it. */
public final class LoadClass {
  public static void main(String[] arguments) throws Exception {
    System.out.println(Class.forName(arguments[0]).getName());
  }

  private LoadClass() {}
}
