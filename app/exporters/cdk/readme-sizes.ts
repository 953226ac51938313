import { connectionsTo, statedConnections } from './connections.ts'
import type { Data } from './data.ts'
import { hasClass, hasLessMemory, propertiesOf, usualClassOf } from './data-stack.ts'
import { sizeOf } from './fargate-size.ts'
import type { Wiring } from './links.ts'
import type { Part, Plan } from './plan.ts'
import { cell } from './readme-text.ts'
import { scalingOf } from './scaling.ts'
import { functionMiB } from './services-stack.ts'
import { limitsConnections, storeOf } from './stores.ts'

/** How large each thing is made, and which number of the design that comes from. */
export function sizesSection(plan: Plan, wiring: Wiring, { stores }: Data): string {
  const runs = plan.parts.filter(({ role }) => role === 'service' || role === 'job')
  const functions = plan.parts.filter(({ role }) => role === 'function')
  const rows = [
    ...runs.map((part) => ofTask(part, plan, wiring)),
    ...functions.map(ofFunction),
    ...stores.flatMap((part) => (hasClass(part) ? [ofStore(part)] : [])),
  ]
  if (rows.length === 0) return ''
  return `
## Sizes

Where the design states no number, it is reckoned from those it has. Measure, state what you find in the design, and export again.

| component | size | how many | from |
| --- | --- | --- | --- |
${rows.map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')}
`
}

function ofTask(part: Part, plan: Plan, wiring: Wiring): string[] {
  const { cpu, memoryMiB, cpuBecause, memoryBecause } = sizeOf(part, plan)
  const scaling = scalingOf(part, wiring)
  const count = part.role === 'job' ? 'once' : scaling ? `${scaling.min} to ${scaling.max}` : String(part.container?.replicas ?? 1)
  return [
    part.id,
    `${cpu / 1024} vCPU, ${memoryMiB} MiB`,
    count,
    `CPU: ${cpuBecause}. Memory: ${memoryBecause}. The smallest pair of Fargate that holds both, with the proxy of Service Connect.`,
  ]
}

function ofFunction({ id, component, container }: Part): string[] {
  const stated = container?.memoryBytes !== undefined
  const mebibytes = stated ? Math.ceil((container?.memoryBytes ?? 0) / 2 ** 20) : functionMiB
  const most = component.maxInstances ?? component.concurrency
  return [
    id,
    `${mebibytes} MiB`,
    most === undefined ? 'as many as the account allows' : `${most} at most`,
    stated ? 'Its memory is stated.' : 'No memory is stated.',
  ]
}

const typeOf = (part: Part) => {
  const { instanceType, nodeType } = propertiesOf(part)
  return instanceType ?? nodeType
}

function ofStore(part: Part): string[] {
  const { counterpart } = part
  const { costs, holds } = storeOf(part)
  const limited = counterpart.construct === 'RelationalDatabase' && limitsConnections(counterpart.engine)
  const stated = limited ? statedConnections(part) : undefined
  const size = [
    String(typeOf(part)),
    ...(limited ? [`${stated === undefined ? 'about ' : ''}${connectionsTo(part)} connections`] : []),
    ...(holds ? [holds] : []),
  ]
  const because = becauseOf(part, stated)
  return [
    part.id,
    size.join(', '),
    costs,
    limited && stated === undefined
      ? `${because} RDS takes as many connections as its formula gives for the memory of the class, of which the system keeps some: how much is estimated.`
      : because,
  ]
}

/** Why a store has the class that it has. */
function becauseOf(part: Part, connections: number | undefined): string {
  const { component } = part
  if (component.instanceClass !== undefined || component.nodeType !== undefined) return 'The class is that of the design.'
  if (hasLessMemory(part)) return 'The largest class that Microcosm chooses.'
  if (usualClassOf(component) !== undefined) return 'The class with which its kind is predicted where the design names none.'
  const asked = [
    ...(connections === undefined ? [] : [`${connections} connections`]),
    ...(component.memory === undefined ? [] : [String(component.memory)]),
  ]
  return asked.length > 0
    ? `The smallest class that Microcosm chooses with memory for ${asked.join(' and ')}, as the design states.`
    : 'The smallest class that Microcosm chooses: the design states no memory.'
}
