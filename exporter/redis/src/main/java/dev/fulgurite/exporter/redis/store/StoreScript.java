package dev.fulgurite.exporter.redis.store;

/** What the server does as one step. */
enum StoreScript {
  /** spans, ids, meta, ledger; the ledger's field and row, then id and span in turn. */
  APPEND(
      """
      local added = 0
      for i = 3, #ARGV, 2 do
        if redis.call('HEXISTS', KEYS[2], ARGV[i]) == 0 then
          local n = redis.call('HINCRBY', KEYS[3], 'arrivals', 1)
          redis.call('HSET', KEYS[2], ARGV[i], n)
          redis.call('XADD', KEYS[1], n .. '-1', 'id', ARGV[i], 'span', ARGV[i + 1])
          redis.call('HINCRBY', KEYS[3], 'bytes', #ARGV[i + 1])
          added = added + 1
        end
      end
      if ARGV[1] ~= '' then
        redis.call('HSET', KEYS[4], ARGV[1], ARGV[2])
      end
      return added
      """),

  /** spans, removed, meta; what is known of both streams, and how many spans at most. */
  CATCH_UP(
      """
      return {
        redis.call('XRANGE', KEYS[1], '(' .. ARGV[1] .. '-1', '+', 'COUNT', ARGV[3]),
        redis.call('XRANGE', KEYS[2], '(' .. ARGV[2], '+'),
        redis.call('HMGET', KEYS[3], 'arrivals', 'bytes', 'prunedSpans', 'prunedSessions')
      }
      """),

  /** spans, ids, meta, removed, destinations; the outboxes' prefix, sessions, then arrivals. */
  REMOVE(
      """
      local gone = {}
      local names = redis.call('SMEMBERS', KEYS[5])
      for i = 3, #ARGV do
        local place = ARGV[i] .. '-1'
        local found = redis.call('XRANGE', KEYS[1], place, place)
        if #found == 1 then
          local id = found[1][2][2]
          redis.call('XDEL', KEYS[1], place)
          redis.call('HDEL', KEYS[2], id)
          redis.call('HINCRBY', KEYS[3], 'bytes', -#found[1][2][4])
          gone[#gone + 1] = ARGV[i]
          local part = tonumber(string.sub(id, 32, 32), 16) % 8
          for _, name in ipairs(names) do
            local outbox = ARGV[1] .. name
            if tonumber(ARGV[i]) > tonumber(redis.call('HGET', outbox, 'p' .. part)) then
              redis.call('HINCRBY', outbox, 'l' .. part, 1)
            end
          end
        end
      end
      if #gone > 0 then
        redis.call('XADD', KEYS[4], '*', 'spans', table.concat(gone, ','))
        redis.call('HINCRBY', KEYS[3], 'prunedSpans', #gone)
        redis.call('HINCRBY', KEYS[3], 'prunedSessions', ARGV[2])
      end
      return #gone
      """),

  /** destinations, outbox; the name, and where it begins. */
  BEGIN(
      """
      if redis.call('SADD', KEYS[1], ARGV[1]) == 1 then
        for part = 0, 7 do
          redis.call('HSET', KEYS[2], 'p' .. part, ARGV[2], 'l' .. part, 0)
        end
      end
      return 0
      """),

  /** outbox; holder, until, now. */
  ACQUIRE(
      """
      local holder = redis.call('HGET', KEYS[1], 'holder')
      local till = redis.call('HGET', KEYS[1], 'until')
      if holder and holder ~= ARGV[1] and till > ARGV[3] then
        return till
      end
      redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'until', ARGV[2])
      return ''
      """),

  /** outbox; holder. */
  RELEASE(
      """
      if redis.call('HGET', KEYS[1], 'holder') == ARGV[1] then
        redis.call('HDEL', KEYS[1], 'holder', 'until')
      end
      return 0
      """),

  /**
   * outbox, ledger; holder, until, the ledger's field and row, then for each step the partition,
   * its position, and how many of the spans it took have been removed.
   */
  ADVANCE(
      """
      if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then
        return -1
      end
      local lost = 0
      for i = 5, #ARGV, 3 do
        local pruned = tonumber(redis.call('HGET', KEYS[1], 'l' .. ARGV[i]))
        lost = lost + math.max(0, pruned - tonumber(ARGV[i + 2]))
        redis.call('HSET', KEYS[1], 'p' .. ARGV[i], ARGV[i + 1], 'l' .. ARGV[i], 0)
      end
      redis.call('HSET', KEYS[1], 'until', ARGV[2])
      if ARGV[3] ~= '' then
        redis.call('HSET', KEYS[2], ARGV[3], ARGV[4])
      end
      return lost
      """);

  private final String text;

  StoreScript(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
