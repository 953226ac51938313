import { behaviourOf } from '../catalogue/behaviour-of.ts'
import type { Design } from '../design/design.ts'
import type { Result } from '../run/result.ts'

/** What the figures rest on that the design does not say, or that the engine leaves out. */
export function assumptionsOf(design: Design, result: Result): string[] {
  return [...(result.engine === 'predict' ? predicted(design) : []), ...result.notes]
}

function predicted(design: Design): string[] {
  const assumed = Object.entries(design.components).filter(([, component]) => {
    const behaviour = behaviourOf(component)
    return behaviour !== undefined && behaviour.model !== 'source' && component.work === undefined
  })
  const names = assumed.map(([, component]) => component).map((component, i) => component.name ?? assumed[i]?.[0] ?? '')
  return [
    'A discrete-event simulation of queues and workers: code, garbage collection and neighbours on the same machine are not in it.',
    ...(names.length > 0 ? [`Work times of ${names.join(', ')} are the defaults of their kinds: the design gives none.`] : []),
    'Work times vary exponentially where the design names no distribution; requests arrive at random (Poisson) where it names no arrivals.',
  ]
}
