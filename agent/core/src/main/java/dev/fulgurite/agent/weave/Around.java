package dev.fulgurite.agent.weave;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * Calls to put around the methods of one class that {@code methods} takes, by name and descriptor.
 *
 * @param constants what {@link SiteFactory} gets
 */
record Around(BiPredicate<String, String> methods, List<String> constants) {
  static Around placement(Placement placement) {
    return new Around(placement::covers, placement.constants());
  }

  static Around method(String name, String descriptor, List<String> constants) {
    return new Around(
        (otherName, otherDescriptor) ->
            otherName.equals(name) && otherDescriptor.equals(descriptor),
        constants);
  }
}
