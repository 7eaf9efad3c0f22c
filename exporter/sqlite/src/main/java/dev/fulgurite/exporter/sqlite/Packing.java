package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one batch while they are packed: by a helper, beside the thread that inserts the
 * rows, and then by that thread too. Nothing depends on the helper ever coming.
 */
final class Packing {
  private final Packer packer;
  private final @Nullable Codebook codebook;
  private final List<SpanRow> rows;
  private final List<BlockDraft.Place> places;
  private final List<BlockDraft> drafts;
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch left;
  private volatile @Nullable Throwable failure;

  Packing(Packer packer, @Nullable Codebook codebook, List<SpanRow> rows) {
    this.packer = packer;
    this.codebook = codebook;
    this.rows = rows;
    this.places = BlockDraft.places(rows);
    Set<BlockDraft> distinct = new LinkedHashSet<>();
    places.forEach(place -> distinct.add(place.draft()));
    this.drafts = new ArrayList<>(distinct);
    this.left = new CountDownLatch(drafts.size());
  }

  List<SpanRow> rows() {
    return rows;
  }

  BlockDraft.Place place(int row) {
    return places.get(row);
  }

  @Nullable Codebook codebook() {
    return codebook;
  }

  /** Packs blocks until none is left to begin. */
  void help() {
    if (next.get() >= drafts.size()) {
      return;
    }
    Compressor compressor = packer.borrow(codebook);
    try {
      for (int i = next.getAndIncrement(); i < drafts.size(); i = next.getAndIncrement()) {
        pack(drafts.get(i), compressor);
      }
    } finally {
      packer.giveBack(compressor);
    }
  }

  private void pack(BlockDraft draft, Compressor compressor) {
    try {
      if (failure == null) {
        draft.packed = compressor.pack(BodyBlock.write(draft.rows, packer.samples()));
      }
    } catch (IOException e) {
      failure = new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      left.countDown();
    }
  }

  /** Every block packed. What a span's own parts threw is thrown here. */
  List<BlockDraft> finish() {
    help();
    boolean interrupted = false;
    while (true) {
      try {
        left.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // the helper is at its last block
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    return drafts;
  }
}
