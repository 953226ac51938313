import type { Behaviour } from '../../../app/catalogue/component.ts'
import { type Component, connectionId, type Design } from '../../../app/design/design.ts'
import { effectsOf } from '../../../app/faults/faults.ts'
import { predicted, refusal } from '../../../app/faults/support.ts'
import type { ResolvedScenario } from '../../../app/run/scenario.ts'
import { bytesPerRequest } from './serving-table.ts'

/** What the design or the scenario says and the prediction leaves out: one sentence each, so that nothing is silently dropped. */
export function unmodelled(design: Design, behaviours: Behaviour[], scenario: ResolvedScenario): string[] {
  const components = Object.entries(design.components)
  const notes: string[] = []
  const lagging = components.flatMap(([id, c]) => (c.replicationLag !== undefined && c.rows === undefined ? [c.name ?? id] : []))
  if (lagging.length > 0) notes.push(`The replication lag of ${list(lagging)} changes no times: reads may be that old.`)
  const limited = behaviours.flatMap((b, i) =>
    b.model !== 'source' && isLimited(components[i][1], b) ? [components[i][1].name ?? components[i][0]] : [],
  )
  if (limited.length > 0) {
    notes.push(
      `The CPU limit of ${list(limited)} is not predicted: work takes the time it is given. With discipline: processor-sharing its requests share it.`,
    )
  }
  notes.push(...withoutEffect(scenario), ...withoutMemory(design, behaviours, scenario))
  const lossy =
    scenario.faults.some(({ fault }) => effectsOf(fault).connection?.loss !== undefined) ||
    (design.connections ?? []).some(({ loss }) => (loss ?? 0) > 0)
  if (lossy) notes.push('Lost packets are sent again after 200 ms, doubling each time, as TCP does: loss shows as delay, not as errors.')
  const scrapers = components.filter(([id], i) => scrapes(behaviours[i]) && (design.connections ?? []).some(({ from }) => from === id))
  if (scrapers.length > 0) notes.push(`What ${list(scrapers.map(([id, c]) => c.name ?? id))} asks for in its own time is not predicted.`)
  notes.push(...deliveries(design, behaviours), ...withoutSamples(components, behaviours))
  return notes
}

const scrapes = (behaviour: Behaviour) => behaviour.model === 'station' && behaviour.routing === 'none'

function isLimited(component: Component, behaviour: Exclude<Behaviour, { model: 'source' }>): boolean {
  return component.cpu !== undefined && !(behaviour.model === 'station' && behaviour.cores !== undefined)
}

function withoutEffect({ faults }: ResolvedScenario): string[] {
  return faults.flatMap(({ fault }) => {
    const refused = refusal(predicted, effectsOf(fault))
    return refused ? [`The ${fault.kind} fault on ${fault.target} at ${fault.at} has no effect in a prediction, since ${refused}.`] : []
  })
}

/** A memory fault strikes those of which it is known how much a request needs. */
function withoutMemory(design: Design, behaviours: Behaviour[], scenario: ResolvedScenario): string[] {
  const ids = Object.keys(design.components)
  return scenario.faults.flatMap(({ fault, components }) => {
    if (effectsOf(fault).replica?.memoryBytes === undefined) return []
    return components
      .filter((id) => bytesPerRequest(behaviours[ids.indexOf(id)]) === Number.POSITIVE_INFINITY)
      .map(
        (id) =>
          `The memory fault at ${fault.at} has no effect on ${id}: give it memory and a bounded concurrency, from which follows what a request needs.`,
      )
  })
}

/** What a caller does about calls that fail, are slow or are too many belongs to one who waits; a broker delivers without it. */
function deliveries(design: Design, behaviours: Behaviour[]): string[] {
  const ids = Object.keys(design.components)
  return (design.connections ?? []).flatMap((c) => {
    const without = policies.filter((policy) => c[policy] !== undefined)
    if (without.length === 0 || behaviours[ids.indexOf(c.from)].model !== 'broker') return []
    return [
      `On ${connectionId(c)} ${list(without)} ${without.length === 1 ? 'has' : 'have'} no effect: a broker waits until a message is acknowledged.`,
    ]
  })
}

const policies = [
  'timeout',
  'retries',
  'breaker',
  'hedge',
  'bulkhead',
  'pool',
  'rateLimit',
  'parallel',
  'optional',
  'fallbackFor',
  'compensated',
  'handshake',
  'deadline',
  'cancels',
  'weights',
  'healthChecks',
  'outliers',
  'slowStart',
  'shards',
] as const

function withoutSamples(components: [string, { name?: string }][], behaviours: Behaviour[]): string[] {
  return behaviours.flatMap((behaviour, i) => {
    if (behaviour.model === 'source') return []
    const [id, component] = components[i]
    const endpoints = Object.entries((behaviour.model === 'station' && behaviour.endpoints) || {})
    return [['', behaviour.work] as const, ...endpoints.map(([name, work]) => [` of ${name}`, work] as const)]
      .filter(([, work]) => work.distribution === 'empirical' && work.samplesMs.length === 0)
      .map(
        ([of, { meanMs }]) =>
          `${component.name ?? id} has no samples for its empirical work${of}, so every such request takes ${meanMs} ms.`,
      )
  })
}

function list(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
}
