/**
 * Streams of chance: one for each thing that draws, seeded from the run's seed and the thing's name, so that a change to one
 * component leaves the numbers of all others as they were, and two designs compare under common random numbers.
 *
 * A stream is drawn from in one of two ways. What happens in time (gaps between arrivals, phases, breakdowns) takes the next number
 * of a sequence (`next32`: xoshiro128**, Blackman and Vigna 2018, period 2^128 - 1). What happens to a request takes the number that
 * belongs to the request's key (`keyed32`), whenever its turn comes: so each request has the same luck when the traffic changes and
 * requests overtake each other.
 */
export interface Streams {
  /** Eight words for each stream: four of the sequence's state, two that make its keyed numbers its own, two unused. */
  state: Int32Array
}

const golden = 0x9e3779b9
const wordsPerStream = 6

export function createStreams(seed: number, names: string[]): Streams {
  const state = new Int32Array(names.length * 8)
  names.forEach((name, stream) => {
    let hash = toHash(`${seed}/${name}`)
    for (let word = 0; word < wordsPerStream; word++) {
      hash = (hash + golden) | 0
      state[stream * 8 + word] = mix(hash)
    }
  })
  return { state }
}

/** The next 32 bits of a stream's sequence, as a signed integer. */
export function next32(state: Int32Array, stream: number): number {
  const i = stream << 3
  const s0 = state[i]
  const s1 = state[i + 1]
  const s2 = state[i + 2] ^ s0
  const s3 = state[i + 3] ^ s1
  state[i] = s0 ^ s3
  state[i + 1] = s1 ^ s2
  state[i + 2] = s2 ^ (s1 << 9)
  state[i + 3] = (s3 << 11) | (s3 >>> 21)
  const scrambled = Math.imul(s1, 5)
  return Math.imul((scrambled << 7) | (scrambled >>> 25), 9)
}

/** Uniform in [0, 1), in steps of 2^-32. */
export function uniform(state: Int32Array, stream: number): number {
  return (next32(state, stream) >>> 0) * 2.3283064365386963e-10
}

/**
 * The 32 bits of a stream that belong to a key, always the same: the key mixed by the function "lowbias32" (Wellons 2018, found by
 * search for the least bias), with the stream's two words added on the way.
 */
export function keyed32(state: Int32Array, stream: number, key: number): number {
  const i = stream << 3
  let x = key ^ state[i + 4]
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(((x ^ (x >>> 15)) + state[i + 5]) | 0, 0x846ca68b)
  return x ^ (x >>> 16)
}

/** The uniform number of a stream that belongs to a key. */
export function keyedUniform(state: Int32Array, stream: number, key: number): number {
  return (keyed32(state, stream, key) >>> 0) * 2.3283064365386963e-10
}

/** Turns a stream's sequence to the place that belongs to a key, for what takes more than one number. */
export function aim(state: Int32Array, stream: number, key: number): void {
  const i = stream << 3
  let hash = keyed32(state, stream, key)
  for (let word = 0; word < 4; word++) {
    hash = (hash + golden) | 0
    state[i + word] = mix(hash)
  }
}

/** The key of what a request does: its own key and what it is that it does. */
export function childKey(key: number, salt: number): number {
  const x = Math.imul((key + salt) | 0, 0x9e3779b1)
  return x ^ (x >>> 15)
}

/** The key of which `childKey` made this one with the same salt: its steps taken back, since each can be. */
export function parentKey(child: number, salt: number): number {
  const x = child ^ (child >>> 15) ^ (child >>> 30)
  return (Math.imul(x, inverse) - salt) | 0
}
/** 0x9e3779b1 times this is 1 in 32 bits. */
const inverse = 0x0e8b2f51

/** A number for a name, so that keys do not depend on how many other things there are. FNV-1a over the text's UTF-16 units, mixed. */
export function toSalt(name: string): number {
  return mix(toHash(name))
}

function toHash(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** The finaliser of MurmurHash3: every bit of the input changes about half of the output's. */
function mix(value: number): number {
  let x = value
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}
