/**
 * What to record, said on the method itself. Without the Fulgurite agent these do nothing. They
 * carry no machinery: the agent reads them by name when it loads a class.
 *
 * <p>They count on methods of every kind, and on what these override: on a method of a superclass
 * or an interface, where the one that runs has none of its own. An annotation of your own counts
 * when one of these stands on it.
 */
@NullMarked
package dev.fulgurite.api.annotation;

import org.jspecify.annotations.NullMarked;
