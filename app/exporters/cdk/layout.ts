import type { Data, FilesRef, SecretRef } from './data.ts'
import type { QueueRef, Wiring } from './links.ts'
import type { Module } from './module.ts'
import type { Part, Plan } from './plan.ts'
import { dataWeight, messagingWeight, serviceWeight } from './weights.ts'

/** CloudFormation takes 500 resources in a stack. What is counted here is estimated from above, and a stack may still grow. */
const mostResources = 350

export type Concern = 'Secrets' | 'Data' | 'Messaging' | 'Services'

/** One stack of the exported application: a concern, or the part of it that fits into a stack. */
export interface StackOf<T> {
  concern: Concern
  /** `services2`, as what other stacks are given. */
  variable: string
  /** `ServicesStack2` in `services-stack-2.ts`; `Services2` behind the name of the system. */
  className: string
  file: string
  suffix: string
  members: T[]
}

/** Which stack holds what; a stack refers to itself and to those before it, never to one behind it. */
export interface Layout {
  secrets: StackOf<SecretRef>[]
  data: StackOf<Part | FilesRef>[]
  messaging: StackOf<Part | QueueRef>[]
  services: StackOf<Part>[]
}

export function toLayout(plan: Plan, wiring: Wiring, data: Data): Layout {
  const runs = plan.parts.filter(({ role }) => role === 'service' || role === 'job' || role === 'function')
  return {
    secrets: split('Secrets', data.secrets, () => 1),
    data: split<Part | FilesRef>('Data', [...data.stores, ...data.files], (each) => dataWeight(each, plan, wiring)),
    messaging: split<Part | QueueRef>('Messaging', [...data.topics, ...data.queues], (each) => messagingWeight(each, wiring)),
    services: split('Services', calleesFirst(runs, wiring), (part) => serviceWeight(part, wiring)),
  }
}

export function stacksOf(layout: Layout): StackOf<unknown>[] {
  return [...layout.secrets, ...layout.data, ...layout.messaging, ...layout.services]
}

/** The code for what another stack, or this one, holds: `this.orders`, `data2.ordersDb`. */
export function referenceTo(name: string, layout: Layout, here: StackOf<unknown> | undefined, module: Module): string {
  const stack = stackWith(name, layout)
  return stack === here ? `this.${name}` : `${given(stack, module)}.${name}`
}

/** The stack as something that the stack of this module is given. */
export function given({ variable, className, file }: StackOf<unknown>, module: Module): string {
  return module.prop(variable, module.type(className, `./${file}.ts`))
}

export function stackWith(name: string, layout: Layout): StackOf<unknown> {
  const found = stacksOf(layout).find(({ members }) => members.some((each) => (each as { name: string }).name === name))
  if (!found) throw new Error(`${name} is in no stack`)
  return found
}

function split<T>(concern: Concern, members: T[], weigh: (member: T) => number): StackOf<T>[] {
  const groups: T[][] = []
  let room = 0
  for (const member of members) {
    const weight = weigh(member)
    if (weight > room) {
      groups.push([])
      room = mostResources
    }
    groups.at(-1)?.push(member)
    room -= weight
  }
  return groups.map((group, index) => {
    const number = index === 0 ? '' : String(index + 1)
    const word = concern.toLowerCase()
    return {
      concern,
      variable: `${word}${number}`,
      className: `${concern}Stack${number}`,
      file: `${word}-stack${number === '' ? '' : `-${number}`}`,
      suffix: `${concern}${number}`,
      members: group,
    }
  })
}

/** Tasks that run once and that this one's files have it wait for. */
export function jobsBefore({ stated }: Part, parts: Part[]): Part[] {
  const ids = (stated?.after ?? []).map(({ id }) => id)
  return parts.filter(({ id, role }) => role === 'job' && ids.includes(id))
}

/** Functions and callees stand before their callers, so that no stack waits for a later one. */
function calleesFirst(parts: Part[], { calls, uses }: Wiring): Part[] {
  const ordered = new Set<Part>()
  const entered = new Set<Part>()
  const awaited = (part: Part) => [
    ...uses.filter(({ from, to }) => from === part && to.role === 'function').map(({ to }) => to),
    ...calls.filter(({ from, waits }) => from === part && waits).map(({ to }) => to),
    ...jobsBefore(part, parts),
  ]
  const enter = (first: Part) => {
    // A stack of our own: chains of calls may be longer than the engine's.
    const path = [{ part: first, next: awaited(first) }]
    entered.add(first)
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const callee = step.next.shift()
      if (!callee) {
        ordered.add(step.part)
        path.pop()
      } else if (!entered.has(callee)) {
        entered.add(callee)
        path.push({ part: callee, next: awaited(callee) })
      }
    }
  }
  // Functions wait for functions only.
  for (const part of [...parts].sort((a, b) => Number(a.role === 'service') - Number(b.role === 'service')))
    if (!entered.has(part)) enter(part)
  return [...ordered]
}
