/**
 * Streams of chance: one generator (xoshiro128**, Blackman and Vigna 2018, period 2^128 - 1) for each thing that draws, seeded
 * from the run's seed and the thing's name. A change to one component leaves the numbers of all others as they were, so two
 * designs compare under common random numbers.
 */
export interface Streams {
  /** Four words of state for each stream. */
  state: Int32Array
}

export function createStreams(seed: number, names: string[]): Streams {
  const state = new Int32Array(names.length * 4)
  names.forEach((name, stream) => {
    let hash = toHash(`${seed}/${name}`)
    for (let word = 0; word < 4; word++) {
      hash = (hash + 0x9e3779b9) | 0
      state[stream * 4 + word] = mix(hash)
    }
  })
  return { state }
}

/** The next 32 bits of a stream, as a signed integer. */
export function next32(state: Int32Array, stream: number): number {
  const i = stream << 2
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

/** FNV-1a over the text's UTF-16 units. */
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
