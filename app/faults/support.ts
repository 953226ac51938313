import type { EffectName, EffectSupport, Effects } from './effects.ts'
import { effectNames } from './effects.ts'

/** What a prediction carries out. */
export const predicted: EffectSupport = {
  down: 'played',
  paused: 'played',
  slow: 'played',
  errors: 'played',
  cores: 'played',
  memoryBytes: 'played',
  addMs: 'played',
  jitterMs: 'played',
  loss: 'played',
  bitsPerSecond: 'played',
  cut: 'played',
  wanted: 'played',
}

/** What a run in containers carries out. */
export const live: EffectSupport = {
  down: 'played',
  paused: 'played',
  slow: 'played',
  errors: 'played',
  cores: 'played',
  memoryBytes: 'played',
  addMs: 'played',
  jitterMs: 'played',
  loss: 'played',
  bitsPerSecond: 'played',
  cut: 'played',
  wanted: 'played',
}

/** Why an engine cannot bring about all that a fault does, as the end of a sentence; undefined: it can. */
export function refusal(support: EffectSupport, effects: Effects): string | undefined {
  const reasons = effectNames(effects).map((name: EffectName) => support[name])
  return reasons.find((each) => each !== 'played')?.refused
}
