import { kindOf } from '../../catalogue/catalogue.ts'
import { toContainerPlan } from '../../catalogue/container-context.ts'
import type { Component, Design } from '../../design/design.ts'
import { unplayedFields } from '../../run/predicted-only.ts'
import { type Cluster, isUnbuilt, type Workload } from './cluster.ts'

/** Fields of a component that the manifests have a word for, or a loss of their own. */
const carried = new Set(['image', 'build', 'port', 'env', 'cpu', 'memory', 'replicas', 'autoscale'])

const replicas = 'one pod is there from the start'
const failed = 'what becomes of a message whose handling failed is up to its consumer and to what is set up in the broker'
const fetched = 'how messages are fetched is up to the consumers'
/** What happens instead of what a field says, as the end of a sentence. */
const instead: Record<string, string> = {
  coldStart: replicas,
  keepWarm: replicas,
  provisioned: replicas,
  maxInstances: replicas,
  readReplicas: 'the primary runs alone',
  failover: 'the primary runs alone',
  cache: 'what is answered from a cache is up to what runs there and to its callers',
  visibilityTimeout: 'when a message is handed over again is up to the broker and its consumers',
  maxReceives: failed,
  deadLetter: failed,
  batch: fetched,
  poll: fetched,
  prefetch: fetched,
  retention: 'messages are kept as long as the broker does by itself',
  partitions: 'the broker has the partitions that are made in it',
}

/** Every field that the design sets on a component and its containers do not keep, as sentences; but for those that no export keeps. */
export function toFieldLosses(workload: Workload, cluster: Cluster): string[] {
  const { component, plan } = workload
  const { parameters = {} } = kindOf(component.kind) ?? {}
  const unplayed = new Set(unplayedFields(component).map(({ field }) => field))
  const said = plan.caveats.join(' ')
  const set = Object.keys(component).filter(
    (field) => Object.hasOwn(parameters, field) && component[field] !== undefined && !carried.has(field) && !unplayed.has(field),
  )
  const isProgram = isUnbuilt(workload) || plan.fidelity === "person's image"
  const left = isProgram ? set : notInPlan(workload, set, cluster)
  const known = left.filter((field) => Object.hasOwn(instead, field))
  const others = left
    .filter((field) => !known.includes(field) && !new RegExp(`\\b${field}\\b`).test(said))
    .filter((field) => field !== 'queueLimit' || !said.includes('queue limit'))
  const timed = /take the time/.test(said) ? [] : others.filter((field) => field === 'work' && !isProgram)
  const rest = others.filter((field) => field !== 'work' || isProgram)
  return [
    ...known.map((field) => `${field} is predicted only: in the cluster, ${instead[field]}.`),
    ...timed.map(() => 'Requests take the time that its engine needs, not the time that the design gives them.'),
    ...(rest.length === 0
      ? []
      : isProgram
        ? [`What the design says of its ${toList(rest)} is for its own program to keep.`]
        : [`What the design says of its ${toList(rest)} is predicted only: in the cluster, it does that as it is set up by itself.`]),
  ]
}

/** Fields that make no difference to the container, whatever they say. */
function notInPlan({ id, component, stated }: Workload, fields: string[], cluster: Cluster): string[] {
  if (fields.length === 0) return []
  const around = toSurroundings(id, cluster)
  const planOf = (changed: Component) => {
    const plan = planIn({ ...around, components: { ...around.components, [id]: changed } }, id)
    // An imported one keeps its own command, variables and files.
    return JSON.stringify(stated ? { replicas: plan?.replicas, ports: plan?.ports } : plan)
  }
  const whole = planOf(component)
  return fields.filter((field) => planOf(changed(component, field)) === whole)
}

/** What is written may be what holds anyway, so a number is another one, and all else is taken out. */
function changed(component: Component, field: string): Component {
  const { [field]: value, ...rest } = component
  return (typeof value === 'number' ? { ...rest, [field]: 2 * value + 1 } : rest) as Component
}

/** The component among those that it is connected to: of a large design the rest would be planned again and again. */
function toSurroundings(id: string, { design }: Cluster): Design {
  const connections = (design.connections ?? []).filter(({ from, to }) => from === id || to === id)
  const ids = new Set([id, ...connections.flatMap(({ from, to }) => [from, to])])
  const components = Object.fromEntries([...ids].flatMap((each) => (design.components[each] ? [[each, design.components[each]]] : [])))
  return { microcosm: 1, components, connections }
}

function planIn(design: Design, id: string) {
  return toContainerPlan(design, id, { secret: (name) => name, address: ({ from, to }) => ({ host: `${from}-${to}`, port: 1 }) })
}

/** `a, b and c` */
export function toList(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/, ' and $1')
}
