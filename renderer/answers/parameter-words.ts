import { type Parameter, trafficScale } from '../../app/analysis/parameters.ts'
import { toCount, toLatency, toText } from '../../app/run/figures.ts'

export interface ParameterWords {
  /** The component or connection it belongs to; null: the scenario's traffic. */
  target: string | null
  /** What of it: `work time`. */
  what: string
}

// connections.gateway->orders.retries.attempts -> gateway->orders, retries attempts
export function parameterWords(path: string): ParameterWords {
  if (path === trafficScale) return { target: null, what: 'traffic' }
  const [, target = path, ...rest] = path.split('.')
  return { target, what: rest.map(spaced).join(' ') }
}

/** A value of a parameter with its unit. */
export function parameterFigure(kind: Parameter['kind'], value: number): string {
  return toText(kind === 'duration' ? toLatency(value) : toCount(value))
}

// queueLimit -> queue limit
function spaced(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`)
}
