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
  resets: 'played',
  unresolved: { refused: 'names are not looked up in it; a reset of all calls comes to the same' },
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
  resets: 'played',
  unresolved: 'played',
  wanted: 'played',
}

const byHandOnly = { refused: 'a Compose file plays no scenario; Docker does it by hand' }

/** What can be done to an exported Compose system by a request to `compose.load.yaml`, which stands in the way of its connections. */
export const exported: EffectSupport = {
  down: byHandOnly,
  paused: byHandOnly,
  slow: { refused: 'a stub works as long as its program says' },
  errors: 'played',
  cores: byHandOnly,
  memoryBytes: byHandOnly,
  addMs: 'played',
  jitterMs: 'played',
  loss: { refused: 'its proxies lose nothing' },
  bitsPerSecond: { refused: 'its proxies are as fast as the machine' },
  cut: 'played',
  resets: { refused: 'its proxies answer with errors' },
  unresolved: { refused: 'its proxies stand behind the names' },
  wanted: byHandOnly,
}

/** Why an engine cannot bring about all that a fault does, as the end of a sentence; undefined: it can. */
export function refusal(support: EffectSupport, effects: Effects): string | undefined {
  const reasons = effectNames(effects).map((name: EffectName) => support[name])
  return reasons.find((each) => each !== 'played')?.refused
}
