/**
 * What Redis does itself, since several callers share what it holds. The keys that take up room stand in a sorted set, oldest first; one
 * whose time is over takes it up until another needs it, as in the prediction.
 */

/** Whether a key is there. ARGV: time to live that begins anew, or 0; whether a hit makes it the newest. */
export const find = `
if not redis.call('GET', KEYS[1]) then return 0 end
if tonumber(ARGV[1]) > 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
if ARGV[2] == '1' then redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[2] .. ':turn'), KEYS[1]) end
return 1`

/** Puts a key in that was fetched; one that is there already keeps its time. ARGV: time to live or 0, room for so many. */
export const put = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
if not redis.call('ZSCORE', KEYS[2], KEYS[1]) and redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[2]) then
  redis.call('DEL', redis.call('ZPOPMIN', KEYS[2])[1])
end
redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[2] .. ':turn'), KEYS[1])
if tonumber(ARGV[1]) > 0 then redis.call('SET', KEYS[1], '', 'PX', ARGV[1]) else redis.call('SET', KEYS[1], '') end
return 1`

/** For how many milliseconds it has been running since it was empty. */
export const age = `
local now = redis.call('TIME')
now = now[1] * 1000 + math.floor(now[2] / 1000)
redis.call('SET', KEYS[1], now, 'NX')
return now - redis.call('GET', KEYS[1])`
