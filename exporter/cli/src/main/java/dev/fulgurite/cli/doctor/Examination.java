package dev.fulgurite.cli.doctor;

import java.util.List;

/** Looks at one thing. Never throws for what it finds. */
interface Examination {
  List<Finding> findings();
}
