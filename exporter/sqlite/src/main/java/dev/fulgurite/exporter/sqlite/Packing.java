package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final KnownMessages known;
  private final long generation;
  private final List<SpanRow> rows;
  private final List<BlockDraft.Place> places;
  private final List<BlockDraft> drafts = new ArrayList<>();
  private final List<SessionDrafts> sessions;
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch left;
  private volatile @Nullable Throwable failure;

  Packing(Packer packer, @Nullable Codebook codebook, KnownMessages known, List<SpanRow> rows) {
    this.packer = packer;
    this.codebook = codebook;
    this.known = known;
    this.generation = known.generation();
    this.rows = rows;
    this.places = new ArrayList<>(rows.size());
    this.sessions = placeAll();
    this.left = new CountDownLatch(sessions.size());
  }

  private List<SessionDrafts> placeAll() {
    Map<String, SessionDrafts> bySession = new LinkedHashMap<>();
    for (SpanRow row : rows) {
      String session = row.setting().session();
      SessionDrafts of = bySession.get(session);
      if (of == null) {
        of = new SessionDrafts(session, known, newDraft());
        bySession.put(session, of);
      } else if (of.current().rows.size() == BlockDraft.MAX_SPANS) {
        of.add(newDraft());
      }
      places.add(of.current().addSpan(row));
    }
    return new ArrayList<>(bySession.values());
  }

  private BlockDraft newDraft() {
    BlockDraft draft = new BlockDraft(drafts.size(), codebook != null);
    drafts.add(draft);
    return draft;
  }

  List<SpanRow> rows() {
    return rows;
  }

  BlockDraft.Place place(int row) {
    return places.get(row);
  }

  /** Packs blocks until none is left to begin. */
  void help() {
    if (next.get() >= sessions.size()) {
      return;
    }
    Compressor compressor = packer.borrow(codebook);
    try {
      BlockWriter writer = new BlockWriter(compressor, packer.samples());
      for (int i = next.getAndIncrement(); i < sessions.size(); i = next.getAndIncrement()) {
        pack(sessions.get(i), writer);
      }
    } finally {
      packer.giveBack(compressor);
    }
  }

  private void pack(SessionDrafts session, BlockWriter writer) {
    try {
      if (failure == null) {
        session.pack(writer);
      }
    } catch (IOException e) {
      failure = new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      left.countDown();
    }
  }

  /** Every block packed, by number. What a span's own parts threw is thrown here. */
  List<BlockDraft> finish() {
    help();
    boolean interrupted = false;
    while (true) {
      try {
        left.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // the helper is at its last blocks
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

  /**
   * Whether what it counts on is no longer certain: it refers to messages that {@code still} does
   * not know. Waits for it.
   */
  boolean isStale(KnownMessages still) {
    if (still == known && known.generation() == generation) {
      return false;
    }
    finish();
    return sessions.stream().anyMatch(SessionDrafts::refersToFile);
  }

  /** Once the transaction has committed. */
  void remember(long firstBlock, long seq) {
    known.setNewest(seq);
    sessions.forEach(session -> session.remember(firstBlock, seq));
  }
}
