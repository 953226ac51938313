import { behaviourAt, behaviourOf } from '../catalogue/behaviour-of.ts'
import type { Autoscale, Station } from '../catalogue/component.ts'
import type { Design } from '../design/design.ts'
import { toMilliseconds } from '../design/quantities.ts'
import type { Rule } from './rule.ts'

/** What an autoscaler measures can reach what it acts on. */
export const autoscalingCanAct: Rule = {
  id: 'autoscaling-can-act',
  severity: 'warning',
  check: (design) =>
    Object.entries(design.components).flatMap(([id, component]) => {
      const behaviour = behaviourOf(component)
      if (behaviour?.model !== 'station' || !behaviour.autoscale) return []
      return ofAutoscale(design, id, behaviour, behaviour.autoscale).map(([field, message, remedy]) => ({
        message: `${id} ${message}.`,
        remedy,
        path: ['components', id, 'autoscale', field],
        component: id,
      }))
    }),
}

type Said = [field: string, message: string, remedy: string]

/** Kubernetes lets a ratio within a tenth of 1 be; ECS acts on anything above. */
const mustExceed = { kubernetes: 1.1, ecs: 1 } as const

function ofAutoscale(design: Design, id: string, { concurrency, cores, queueLimit }: Station, autoscale: Autoscale): Said[] {
  const { metric, target, reserved, controller, schedule } = autoscale
  const found: Said[] = []
  const capacity = cores ?? concurrency
  const unit = cores === undefined ? 'workers' : 'cores'
  if (reserved !== null && reserved > capacity)
    found.push(['reserved', `reserves ${reserved} ${unit} of each replica, which has ${capacity}`, `Reserve ${capacity} or less.`])
  const highest = {
    utilisation: capacity / (reserved ?? capacity),
    queue: queueLimit,
    rate: Number.POSITIVE_INFINITY,
    backlog: Number.POSITIVE_INFINITY,
  }[metric]
  if (Number.isFinite(highest) && highest <= target * mustExceed[controller])
    found.push([
      'target',
      `never adds replicas by its ${metric}: that reaches ${rounded(highest)} at most, and ${rounded(target * mustExceed[controller])} has to be exceeded`,
      'Lower the target.',
    ])
  const consumes = (design.connections ?? []).some(({ from, to }) => to === id && behaviourAt(design, from)?.model === 'broker')
  if (metric === 'backlog' && !consumes)
    found.push([
      'metric',
      'scales on its backlog, and no broker delivers to it',
      'Choose utilisation, queue or rate, or connect a queue to it.',
    ])
  const scenarios = Object.values(design.scenarios ?? {})
  if (schedule && scenarios.length > 0 && scenarios.every(({ duration }) => toMilliseconds(duration) <= schedule.atMs))
    found.push(['schedule', 'has a schedule that begins when every scenario is over', 'Begin it earlier, or lengthen a scenario.'])
  return found
}

function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
