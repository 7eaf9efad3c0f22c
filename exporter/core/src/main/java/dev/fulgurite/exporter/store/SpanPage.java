package dev.fulgurite.exporter.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of an answer.
 *
 * @param nextCursor give it to {@link SpanQuery.Builder#setCursor} for what follows; null at the
 *     end
 */
public record SpanPage(List<StoredSpan> spans, @Nullable String nextCursor) {}
