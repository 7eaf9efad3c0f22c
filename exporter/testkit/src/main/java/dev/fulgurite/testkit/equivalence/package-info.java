/**
 * Random queries over random spans, which a store must answer as {@link
 * dev.fulgurite.testkit.equivalence.NaiveStore} does: a second, slow and simple statement of what
 * queries mean, which shares no code with the stores. A query with another answer is made as small
 * as it gets before it is shown.
 */
@NullMarked
package dev.fulgurite.testkit.equivalence;

import org.jspecify.annotations.NullMarked;
