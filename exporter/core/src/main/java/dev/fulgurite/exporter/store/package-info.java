/**
 * The store: {@link SpanStore} is written, {@link SpanReader} is asked with a {@link SpanQuery},
 * {@link StoreProvider} opens one by URL. {@link InMemorySpanStore} is the reference that every
 * other store must agree with.
 */
@NullMarked
package dev.fulgurite.exporter.store;

import org.jspecify.annotations.NullMarked;
