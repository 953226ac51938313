import { objectOf, type Property } from './code.ts'
import type { Wiring } from './links.ts'
import type { Part, Plan } from './plan.ts'

export interface Scaling {
  min: number
  max: number
  cpuPercent: number
  outSeconds: number
  inSeconds: number
  /** Queues whose waiting messages it follows too. */
  backlogs: { queue: string; messagesPerTask: number }[]
}

/** A message waits no longer than this, where tasks keep up. */
const acceptableWaitMs = 60_000
/** CPU is measured once a minute: a shorter cool-down adds tasks for the same minute again. */
export const leastCooldownSeconds = 60
/** What nothing in the design says: how far a consumer may grow, at which CPU, and how often. */
const usual = { times: 4, cpuPercent: 70, outSeconds: 60, inSeconds: 300 }

/** How the tasks of a service follow the load; undefined where their number is fixed. Consumers of queues follow their backlog. */
export function scalingOf(part: Part, wiring: Wiring): Scaling | undefined {
  const { behaviour, container } = part
  const backlogs = backlogsOf(part, wiring)
  if (behaviour.model === 'station' && behaviour.autoscale) {
    const { min, max, metric, target, cooldownMs, downCooldownMs } = behaviour.autoscale
    return {
      min: Math.max(1, min),
      max,
      // What is scaled on in the design has no counterpart here but for the share of the time that workers are busy.
      cpuPercent: metric === 'utilisation' ? Math.min(100, Math.max(1, Math.round(target * 100))) : usual.cpuPercent,
      outSeconds: Math.max(leastCooldownSeconds, Math.ceil(cooldownMs / 1000)),
      inSeconds: Math.max(leastCooldownSeconds, Math.ceil(downCooldownMs / 1000)),
      backlogs: metric === 'backlog' ? backlogs.map(({ queue }) => ({ queue, messagesPerTask: Math.max(1, target) })) : backlogs,
    }
  }
  if (backlogs.length === 0) return undefined
  const min = Math.max(1, container?.replicas ?? 1)
  return { min, max: usual.times * min, cpuPercent: usual.cpuPercent, outSeconds: usual.outSeconds, inSeconds: usual.inSeconds, backlogs }
}

/** As many tasks as there may be of a service when it has grown. */
export function mostTasks(part: Part, wiring: Wiring): number {
  return scalingOf(part, wiring)?.max ?? part.container?.replicas ?? 1
}

/** Properties of a Microservice: how many tasks it has. */
export function scalingProperties(
  part: Part,
  wiring: Wiring,
  refer: (name: string) => string,
  seconds: (value: number) => string,
): Property[] {
  const scaling = scalingOf(part, wiring)
  if (!scaling) {
    const replicas = part.container?.replicas ?? 1
    return replicas === 1 ? [] : [['desiredCount', String(replicas)]]
  }
  const backlogs = scaling.backlogs.map(({ queue, messagesPerTask }) =>
    objectOf(
      [
        ['queue', `${refer(queue)}.queue`],
        ['messagesPerTask', String(messagesPerTask)],
      ],
      true,
    ),
  )
  const properties: Property[] = [
    ['minCapacity', String(scaling.min)],
    ['maxCapacity', String(scaling.max)],
    ['targetCpuPercent', String(scaling.cpuPercent)],
    ['scaleOutCooldown', seconds(scaling.outSeconds)],
    ['scaleInCooldown', seconds(scaling.inSeconds)],
    ...(backlogs.length > 0 ? [['backlogs', arrayOfObjects(backlogs)] as const] : []),
  ]
  return [['scaling', objectOf(properties)]]
}

/** As many messages as a task is done with in the time that one may wait: by the work and the workers of the design. */
function backlogsOf(part: Part, { uses, receives }: Wiring): Scaling['backlogs'] {
  const queues = [
    ...uses.filter(({ from, to, side }) => from === part && to.role === 'queue' && side === 'receiving').map(({ to }) => to.name),
    ...receives.filter(({ from }) => from === part).map(({ queue }) => queue.name),
  ]
  const { behaviour } = part
  const workMs = behaviour.model === 'station' ? behaviour.work.meanMs : 0
  const workers = behaviour.model === 'station' && Number.isFinite(behaviour.concurrency) ? behaviour.concurrency : 1
  const messagesPerTask = workMs > 0 ? Math.min(100_000, Math.max(1, Math.floor((workers * acceptableWaitMs) / workMs))) : 100
  return [...new Set(queues)].map((queue) => ({ queue, messagesPerTask }))
}

/** In one line where it is one that fits, as a formatter has it; a line for each otherwise. */
export function arrayOfObjects(objects: string[]): string {
  const line = `[${objects.join(', ')}]`
  return objects.length === 1 && line.length <= 95 ? line : `[\n${objects.map((each) => `  ${each},\n`).join('')}]`
}

/** For whoever reads the README: consumers that grow further than the design says. */
export function grownConsumers({ parts }: Plan, wiring: Wiring): Part[] {
  return parts.filter(
    (part) => part.role === 'service' && !(part.behaviour.model === 'station' && part.behaviour.autoscale) && scalingOf(part, wiring),
  )
}
