import type { Design } from '../../app/design/design.ts'
import type { Result } from '../../app/run/result.ts'
import type { EngineName } from '../run/run-state.ts'
import { useRunStore } from '../run/run-store.ts'
import type { About } from './answers-store.ts'

interface SeenResult {
  result: Result
  design: Design
  about: About
  word: 'measured' | 'predicted'
  /** The run before a change, of the same scenario. */
  before: { design: Design; result: Result } | null
}

/** The result that answers are read from: of the engine that comes first, or the prediction while that has none. */
export function useResult(only?: EngineName): SeenResult | null {
  const run = useRunStore(({ runs, engine }) => {
    if (only) return runs[only]
    return engine === 'live' && runs.live.result ? runs.live : runs.predict
  })
  const { result } = run
  return result === null
    ? null
    : { result, design: run.design, about: run, before: run.before, word: result.engine === 'live' ? 'measured' : 'predicted' }
}
