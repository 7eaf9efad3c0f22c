package dev.fulgurite.exporter;

/** A thread of ours: a daemon that keeps no application alive, also not through its loader. */
public final class WorkerThread extends Thread {
  /** Not started yet. */
  public WorkerThread(Runnable task, String name) {
    super(null, task, name, 0, false);
    setDaemon(true);
    setContextClassLoader(null);
  }
}
