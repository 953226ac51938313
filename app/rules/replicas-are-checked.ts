import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { withCallDefaults } from '../design/call-defaults.ts'
import { connectionId, type Design } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import { counted } from '../run/figures.ts'
import type { Rule } from './rule.ts'
import { isWaitedFor } from './waited-for.ts'

/** Who spreads requests over replicas finds out which of them answer. */
export const replicasAreChecked: Rule = {
  id: 'replicas-are-checked',
  severity: 'advice',
  help: {
    term: 'Health check',
    why: 'A replica that is dead or hangs gets its share of the requests until somebody notices, and each of them fails. Health checks notice within a few intervals; without them a prediction takes it that the caller knows at once, which no caller does.',
    url: 'https://aws.amazon.com/builders-library/implementing-health-checks/',
  },
  check: (drawn) => {
    // What balances loads at a provider checks by itself.
    const design = withCallDefaults(drawn)
    return (design.connections ?? []).flatMap((connection, index) => {
      const { from, to } = connection
      const replicas = replicasOf(design, to)
      const isChecked = connection.healthChecks !== undefined || connection.outliers !== undefined
      if (replicas < 2 || isChecked || !spreads(design, from) || !isWaitedFor(design, connection)) return []
      const id = connectionId(connection)
      return [
        {
          message: `${from} spreads requests over ${counted(replicas, 'replica')} of ${to} and does not check which of them answer.`,
          remedy: 'Let it ask them every few seconds.',
          path: ['connections', index],
          connection: id,
          fix: setting('Check every 5 seconds', ['connections', id, 'healthChecks'], { interval: '5s', timeout: '2s' }),
        },
      ]
    })
  },
}

/** A reverse proxy, or another who forwards. */
function spreads(design: Design, id: string): boolean {
  const behaviour = behaviourAt(design, id)
  return behaviour?.model === 'station' && behaviour.routing === 'one'
}

/** As many as there may be. */
function replicasOf(design: Design, id: string): number {
  const behaviour = behaviourAt(design, id)
  if (behaviour?.model !== 'station' || behaviour.instances || behaviour.primary) return 0
  return behaviour.autoscale?.max ?? behaviour.replicas
}
