package dev.fulgurite.benchmarks;

/** One figure of ours and of the alternative, from one run. */
record Medians(double ours, double theirs) {
  double ratio() {
    return ours / theirs;
  }
}
