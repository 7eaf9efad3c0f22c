package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one session in one batch, packed in turn, since later ones refer to the messages of
 * earlier ones. Not thread-safe: one thread packs them.
 */
final class SessionDrafts implements MessageSink {
  private final String session;
  private final KnownMessages known;
  private final List<BlockDraft> drafts = new ArrayList<>();
  private final Map<MessageKey, BlockDraft.Place> added = new HashMap<>();
  private BlockDraft current;
  private BlockDraft.@Nullable Piece piece;
  private boolean refersToFile;

  SessionDrafts(String session, KnownMessages known, BlockDraft first) {
    this.session = session;
    this.known = known;
    this.current = first;
    drafts.add(first);
  }

  /** The one that is filled or packed. */
  BlockDraft current() {
    return current;
  }

  void add(BlockDraft draft) {
    drafts.add(draft);
    current = draft;
  }

  /** Packs them all. */
  void pack(BlockWriter writer) throws IOException {
    for (BlockDraft draft : drafts) {
      current = draft;
      draft.packed = writer.write(draft, this);
    }
  }

  /** Whose messages those are that come now. */
  void begin(BlockDraft.Piece begun) {
    piece = begun;
  }

  @Override
  public MessageReference keep(String message) {
    Bytes text = new Bytes(message.length() + 8);
    text.writeText(message);
    byte[] bytes = text.toByteArray();
    MessageKey key = MessageKey.of(session, bytes);
    MessageReference stored = known.find(key);
    if (stored != null) {
      refersToFile = true;
      return stored;
    }
    BlockDraft.Place place = added.get(key);
    if (place == null) {
      place = Objects.requireNonNull(piece).addMessage(bytes);
      added.put(key, place);
    }
    return new MessageReference(true, current.number - place.draft().number, place.slot());
  }

  @Override
  public int share(String text) {
    return current.share(text);
  }

  /** Whether it counts on messages that were in the file when it was packed. */
  boolean refersToFile() {
    return refersToFile;
  }

  /** Once the transaction has committed. */
  void remember(long firstBlock, long seq) {
    added.forEach(
        (key, place) ->
            known.add(
                key,
                new MessageReference(false, firstBlock + place.draft().number, place.slot()),
                seq));
  }
}
