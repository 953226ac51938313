import { kindOf } from '../../catalogue/catalogue.ts'
import { fargateSizes } from '../../catalogue/fargate-size.ts'
import { leastMemoryOf } from '../least-memory.ts'
import type { Part, Plan } from './plan.ts'

/** What the proxy of Service Connect takes of each task. */
const proxyMiB = 64
const mebibyte = 2 ** 20
/** So busy a task may be at the traffic as drawn: the rest is for what comes in bursts. */
const aimedBusy = 0.6
/** A program with its libraries, and what a request in hand takes of its memory: a thread's stack, what is read for it, its answer. */
const programMiB = 256
const workerMiB = 8

export interface FargateSize {
  cpu: number
  memoryMiB: number
  /** The design asks for more than the largest task has. */
  cut: boolean
}

/** A size with what it was reckoned from, as the ends of sentences; `isStated`: the design says both. */
export interface Sizing extends FargateSize {
  isStated: boolean
  cpuBecause: string
  memoryBecause: string
}

/** The task in which a service runs: of the size that the design states, or of one that carries the traffic as drawn. */
export function sizeOf(part: Part, plan: Pick<Plan, 'load'>): Sizing {
  const { container, counterpart } = part
  const cpu = cpuOf(part, plan)
  const memory = memoryOf(part, plan)
  const isWhole = counterpart.construct === 'Microservice' && counterpart.sized === 'task'
  return {
    ...toFargateSize(cpu.cpus, memory.bytes, isWhole ? 0 : proxyMiB),
    isStated: container?.cpus !== undefined && container.memoryBytes !== undefined,
    cpuBecause: cpu.because,
    memoryBecause: memory.because,
  }
}

/** The smallest task that holds a container with these limits, and what runs beside it. */
export function toFargateSize(cpus: number | undefined, memoryBytes: number | undefined, besideMiB = proxyMiB): FargateSize {
  const cpu = Math.ceil((cpus ?? 0.25) * 1024)
  const memoryMiB = Math.ceil((memoryBytes ?? 0) / mebibyte) + besideMiB
  for (const size of fargateSizes) {
    const fitting = size.memory.find((each) => each >= memoryMiB)
    if (size.cpus * 1024 >= cpu && fitting !== undefined) return { cpu: size.cpus * 1024, memoryMiB: fitting, cut: false }
  }
  return { cpu: 16384, memoryMiB: 122880, cut: true }
}

function cpuOf(part: Part, plan: Pick<Plan, 'load'>): { cpus: number | undefined; because: string } {
  const { container, stated, role } = part
  if (container?.cpus !== undefined) return { cpus: container.cpus, because: `${cores(container.cpus)} are stated` }
  if (stated?.reservations.cpus !== undefined)
    return { cpus: stated.reservations.cpus, because: `its file reserves ${cores(stated.reservations.cpus)}` }
  if (role === 'job') return { cpus: undefined, because: 'the least that Fargate has, for a task that ends' }
  const { busy, tasks } = busyOf(part, plan)
  if (busy === 0) return { cpus: undefined, because: 'the least that Fargate has, as the design brings it no traffic' }
  const most = workersOf(part)
  return {
    cpus: Math.min(most, busy / tasks / aimedBusy),
    because: `at the traffic as drawn its work${part.component.work === undefined ? ' (none is stated, so as its kind assumes)' : ''} fills ${figure(busy)} cores, and a task is to be ${100 * aimedBusy} % busy${tasks > 1 ? ` (${tasks} tasks)` : ''}`,
  }
}

function memoryOf(part: Part, plan: Pick<Plan, 'load'>): { bytes: number; because: string } {
  const { container, component, stated, behaviour } = part
  if (container?.memoryBytes !== undefined)
    return { bytes: container.memoryBytes, because: `${Math.ceil(container.memoryBytes / mebibyte)} MiB are stated` }
  const { held, tasks } = busyOf(part, plan)
  const isProgram = kindOf(component.kind)?.family === 'service'
  const said = typeof component.concurrency === 'number' && behaviour.model === 'station' ? behaviour.concurrency : undefined
  const workers = isProgram ? (said ?? Math.max(1, Math.ceil(held / tasks))) : 0
  const reckoned = (programMiB + workerMiB * workers) * mebibyte
  const least = container && leastMemoryOf(container, component.kind)
  const reserved = stated?.reservations.memoryBytes
  const bytes = Math.max(reckoned, least ?? 0, reserved ?? 0)
  if (bytes === reserved) return { bytes, because: `its file reserves ${Math.ceil(bytes / mebibyte)} MiB` }
  if (bytes === least) return { bytes, because: `it does not come up with less than ${Math.ceil(bytes / mebibyte)} MiB` }
  const each = workers === 0 ? '' : ` and ${workerMiB} MiB for ${workers === 1 ? 'one request' : `each of ${workers} requests`} at once`
  return { bytes, because: `${programMiB} MiB for the program${each}` }
}

/** Cores that its work fills and workers that it holds, in all its tasks together, as many as there are at least. */
function busyOf({ id, behaviour, container }: Part, { load }: Pick<Plan, 'load'>): { busy: number; held: number; tasks: number } {
  const { visitsPerSecond = 0, workMs = 0, holdMs = 0 } = load[id] ?? {}
  const scaled = behaviour.model === 'station' ? behaviour.autoscale?.min : undefined
  return {
    busy: (visitsPerSecond * workMs) / 1000,
    held: (visitsPerSecond * holdMs) / 1000,
    tasks: Math.max(1, scaled ?? container?.replicas ?? 1),
  }
}

/** Cores that a task can use: an event loop runs on one, and where the load decides how many tasks there are, none is busier than that says. */
function workersOf({ behaviour }: Part): number {
  if (behaviour.model !== 'station') return Number.POSITIVE_INFINITY
  const { holdsWorker, concurrency, autoscale } = behaviour
  const most = holdsWorker ? concurrency : 1
  return autoscale?.metric === 'utilisation' ? Math.min(most, (most * Math.min(1, autoscale.target)) / aimedBusy) : most
}

const cores = (count: number) => `${figure(count)} ${count === 1 ? 'core' : 'cores'}`
const figure = (value: number) => String(value >= 1 ? Math.round(value * 10) / 10 : Number(value.toPrecision(1)))
