import { kindOf } from '../../catalogue/catalogue.ts'
import type { Autoscale, ContainerPlan, Station } from '../../catalogue/component.ts'
import { connectionId } from '../../design/design.ts'
import { isRemote } from '../../importers/compose/file-paths.ts'
import { unplayedFields } from '../../run/predicted-only.ts'
import type { Loss } from '../exporter.ts'
import { namesVersion } from '../image-version.ts'
import { toDroppedPrivileges } from '../privilege-losses.ts'
import { asTimer } from '../timers.ts'
import { lossesOfConnections } from './connections.ts'
import { fromExport, variablesOf } from './containers.ts'
import { hasLessMemory } from './data-stack.ts'
import { usersOf } from './database-users.ts'
import { toEgressLosses } from './egress-losses.ts'
import { lossesOfRoutes, timersOf, toEntrances } from './entrances.ts'
import { type FargateSize, type Sizing, sizeOf } from './fargate-size.ts'
import { isConfigured } from './gateways.ts'
import type { Wiring } from './links.ts'
import { lossesOfBalancer } from './load-balancers.ts'
import { toVariable } from './names.ts'
import type { Part, Plan } from './plan.ts'
import { predictedOfLinks, predictedOfPart, predictedOfWaysIn } from './predicted-losses.ts'
import { toAlarms } from './promises.ts'
import { leastCooldownSeconds, scalingOf } from './scaling.ts'
import { hasSecret, secretIn } from './secrets.ts'
import { engineOf, storeOf } from './stores.ts'

/** What the design says and the exported application does not do, each with where in the design it stands. */
export function toLosses(plan: Plan, wiring: Wiring): Loss[] {
  const { groups, scenarios } = plan.design
  const timers = timersOf(plan)
  const entrances = new Set(toEntrances(plan).map(({ part }) => part))
  return [
    ...plan.parts.flatMap((part) =>
      (timers.includes(part) ? [asTimer] : [...ofPart(part, plan, wiring), ...predictedOfPart(part, plan)]).map((what) => ({
        where: part.id,
        what,
      })),
    ),
    ...plan.entrances.flatMap(({ part, ways }) =>
      entrances.has(part) || ways.every(({ source }) => timers.includes(source))
        ? []
        : ways.map(({ connection }) => ({
            where: connectionId(connection),
            what: `${part.id} is not reached from the internet on AWS; give it a way in of its own.`,
          })),
    ),
    ...toDroppedPrivileges(plan.design),
    ...wiring.refused.map(({ link, because }) => ({ where: connectionId(link.connection), what: because })),
    ...wiring.calls
      .filter(({ from, to, waits }, index, all) => !waits && all.findIndex((one) => one.from === from && one.to === to) === index)
      .map(({ from, to }) => ({
        where: `${from.id}->${to.id}`,
        what: `${from.id} and ${to.id} wait for each other: ${from.id} finds ${to.id} from its second deployment on, since tasks know only the names that were there when they started.`,
      })),
    ...lossesOfRoutes(plan),
    ...predictedOfLinks(plan),
    ...predictedOfWaysIn(plan),
    ...ofOutsiders(plan),
    ...ofConsumers(plan, wiring),
    ...plan.parts.flatMap(({ id, component }) =>
      unplayedFields(component).map(({ field, instead }) => ({ where: id, what: `${field} is predicted only: on AWS, ${instead}.` })),
    ),
    ...Object.entries(groups ?? {}).map(([id, { latency }]) => ({
      where: `groups.${id}`,
      what: `It is a boundary on the drawing only: security groups follow the connections.${latency === undefined ? '' : ' Its latency to other zones is for the prediction.'}`,
    })),
    ...Object.entries(scenarios ?? {}).flatMap(([id, { traffic, faults }]) => {
      const parts = [traffic?.length ? 'traffic' : '', faults?.length ? 'faults' : ''].filter(Boolean)
      return parts.length === 0 ? [] : [{ where: `scenarios.${id}`, what: `Not carried over: ${parts.join(' and ')}.` }]
    }),
    ...toAlarms(plan).losses,
  ]
}

/** So much more than asked for that whoever pays should know; the smallest task of all is little anyway. */
function isFarAbove({ cpu, memoryMiB }: FargateSize, { cpus, memoryBytes }: ContainerPlan): boolean {
  if (cpu === 256 && memoryMiB === 512) return false
  return memoryMiB * 2 ** 20 > 2 * (memoryBytes ?? Number.POSITIVE_INFINITY) || cpu > 2 * 1024 * (cpus ?? Number.POSITIVE_INFINITY)
}

/** A size that nobody states; the README has what it was reckoned from. */
function ofSize({ cpu, memoryMiB }: Sizing, { cpus, memoryBytes }: ContainerPlan): string {
  const missing = [...(cpus === undefined ? ['cpu'] : []), ...(memoryBytes === undefined ? ['memory'] : [])].join(' and ')
  return `The design does not state its ${missing}: its task has ${cpu / 1024} vCPU and ${memoryMiB} MiB, reckoned as README.md says under Sizes. Measure it, then state ${missing.includes(' ') ? 'them' : 'it'}.`
}

function ofPart(part: Part, plan: Plan, wiring: Wiring): string[] {
  const { counterpart, role, behaviour, component } = part
  if (counterpart.construct === 'none') return [counterpart.because]
  if (counterpart.construct === 'LoadBalancer') return lossesOfBalancer(part, plan)
  if (role === 'service' || role === 'job') return ofService(part, wiring, plan)
  if (role === 'function') {
    const own = component.image !== undefined || component.build !== undefined
    const warm = component.provisioned ? ['Its provisioned concurrency is not set: give it an alias that has some.'] : []
    return [
      ...warm,
      own
        ? `Its code is expected in functions/${part.id}; its image or folder is not carried over.`
        : `Its handler in functions/${part.id} is a beginning that you write on.`,
    ]
  }
  if (role === 'store') {
    const { costs, differs, users } = storeOf(part)
    const shared = usersOf(part, plan, wiring).length > 0 ? sharedSignIn(part, users) : []
    const replicas = behaviour.model === 'station' ? ofReplicas(part, readersOf(behaviour)) : []
    const engine = engineOf(part) === undefined ? '' : `, with ${engineOf(part)}`
    const image =
      component.image === undefined
        ? []
        : [`${String(component.image)} is not what runs: it becomes an ${costs}${engine}.`.replace(/an (?=[^AEIORMS])/, 'a ')]
    const isAlone = counterpart.construct === 'RelationalDatabase' && counterpart.standby?.(component) === false
    const alone = isAlone ? ['It is made with a standby in another zone, as AWS advises, which costs as much again.'] : []
    const made = counterpart.construct === 'RelationalDatabase' && counterpart.instead ? [`It is made as ${counterpart.instead}.`] : []
    const cut = hasLessMemory(part)
      ? [`It is given the largest class that Microcosm chooses, with less memory than the ${component.memory} of the design.`]
      : []
    return [
      ...made,
      ...cut,
      ...alone,
      ...(differs ? [`For programs that use it: ${differs}.`] : []),
      ...lossesOfConnections(part, plan, wiring),
      ...shared,
      ...replicas,
      ...image,
      ...ofBroker(part),
    ]
  }
  return ofBroker(part)
}

function sharedSignIn({ counterpart }: Part, users: ReturnType<typeof storeOf>['users']): string[] {
  if (typeof users === 'object') return [users.because]
  return counterpart.construct === 'RelationalDatabase' && counterpart.engine === 'sqlserver'
    ? ['Its services sign in as its administrator: make users with the rights that each needs, and give them their own secrets.']
    : []
}

/** One replica is made where AWS has one take over, whatever the design says, and no program is told of it. */
function ofReplicas(part: Part, readers: number): string[] {
  if (!storeOf(part).hasReplica) return readers > 0 ? ['Its read replicas are not made; readers share the primary.'] : []
  if (readers > 0)
    return [`${readers === 1 ? 'Its replica is' : `One of its ${readers} replicas is`} made, which takes over; readers share the primary.`]
  const { parameters = {} } = kindOf(part.component.kind) ?? {}
  return Object.hasOwn(parameters, 'readReplicas')
    ? ['It is made with a replica in another zone, as AWS advises, which costs as much again.']
    : []
}

/** Replicas that are read from: those that only stand by are made. */
function readersOf({ replicas, primary }: Station): number {
  return replicas - 1 - (primary?.standbys ?? 0)
}

/** Messages that go elsewhere than to a queue of AWS. */
function ofBroker({ behaviour, counterpart }: Part): string[] {
  const deadLetter = behaviour.model === 'broker' ? behaviour.delivery.deadLetter : null
  if (deadLetter === null || counterpart.construct === 'WorkQueue') return []
  return [`Its dead letters do not go to ${deadLetter} by themselves.`]
}

function ofService(part: Part, wiring: Wiring, plan: Plan): string[] {
  const { id, container, behaviour } = part
  const folder = plan.designFolder
  if (!container) return []
  const what: string[] = []
  if (container.image.from === 'runtime') {
    what.push(
      'It has neither an image nor a folder to build: a stand-in plays it, which answers and calls other services over HTTP, and uses no store, broker or function.',
    )
  }
  // Of what its configuration does otherwise.
  if (isConfigured(part)) what.push(...container.caveats)
  if (container.image.from === 'build' && isRemote(container.image.path))
    what.push(`Its image is built from ${container.image.path}, a place on the network: put what lies there into images/${id}.`)
  else if (container.image.from === 'build')
    what.push(
      `Its image is built from ${fromExport(container.image.path, folder)}, which has to be there when the application is synthesized.`,
    )
  if (container.volumes.length > 0 && !part.stated)
    what.push(`Its data (${container.volumes.join(', ')}) is lost when its task is replaced: add a file system, or a managed service.`)
  if (container.image.from === 'registry' && !namesVersion(container.image.reference))
    what.push(
      `${container.image.reference} names no version, so that what runs may be another one after each start of a task: write a tag.`,
    )
  const entered = toEntrances(plan).some((entrance) => entrance.part === part)
  if (entered && (container.ready.probe !== 'http' || container.ready.port !== container.ports.http))
    what.push(
      'Nothing says at which path it tells that it is well: to its load balancer any answer to / but an error of the server will do. Set healthCheck in the services stack.',
    )
  const size = sizeOf(part, plan)
  if (!size.isStated) what.push(ofSize(size, container))
  if (size.cut) what.push('It asks for more than the largest Fargate task, 16 cores and 120 GiB, and is given that.')
  else if (isFarAbove(size, container))
    what.push(
      `The smallest Fargate task that holds what it asks for has ${size.cpu / 1024} cores and ${size.memoryMiB / 1024} GiB, and is paid as such.`,
    )
  if (behaviour.model === 'station' && behaviour.autoscale)
    what.push(...ofScaling(part, behaviour.autoscale, scalingOf(part, wiring)?.backlogs.length ?? 0))
  what.push(...toEgressLosses(part, plan, wiring))
  const mixed =
    part.role === 'function' ? variablesOf(container).filter(([, value]) => hasSecret(value) && secretIn(value) === undefined) : []
  for (const [name] of mixed) what.push(`${name} is a text around a secret, which a function cannot be given: ${id} starts without it.`)
  return what
}

/** Fargate scales on the CPU, one step after another, as the two cool-downs allow. */
function ofScaling(
  { component }: Part,
  { metric, schedule, reserved, min, down, startupMs, cooldownMs }: Autoscale,
  backlogs: number,
): string[] {
  const written = component.autoscale as Record<string, unknown>
  const measured =
    metric === 'utilisation'
      ? ['It scales on the CPU of its tasks, which stands for how busy its workers are.']
      : metric === 'backlog' && backlogs > 0
        ? []
        : [`It scales on 70 % CPU: nothing on AWS measures its ${metric} by itself.`]
  const steps = (['scaleUp', 'scaleDown'] as const).filter((key) => written[key] !== undefined)
  return [
    ...measured,
    ...(steps.length > 0 ? [`${steps.join(' and ')}: target tracking knows two cool-downs and no steps.`] : []),
    ...(written.controller === 'kubernetes' ? ['Its controller is Kubernetes in the design, and target tracking of ECS on AWS.'] : []),
    ...(written.cooldown !== undefined && cooldownMs < 1000 * leastCooldownSeconds
      ? [`Its cool-down is ${leastCooldownSeconds} s: CPU is measured once a minute, and a shorter one would count the same minute twice.`]
      : []),
    ...(written.startup !== undefined
      ? [
          `A task is there when Fargate has pulled its image and it answers, a minute or so, not after the ${startupMs / 1000} s of the design.`,
        ]
      : []),
    ...(schedule ? ['Its schedule counts from the beginning of a run: add a scheduled action with the times of the clock.'] : []),
    ...(reserved === null ? [] : ['A task is given all the CPU that it reserves, so its CPU is never above 100 %.']),
    ...(min === 0 ? ['It keeps at least one task: from none ECS does not scale by itself.'] : []),
    ...(down.select === 'disabled' ? ['Tasks are taken away on AWS: set disableScaleIn where they are to stay.'] : []),
  ]
}

/** Nothing in the design says where somebody else's service is. */
function ofOutsiders({ links }: Plan): Loss[] {
  return links.flatMap(({ connection, from, to }) => {
    if (to.counterpart.construct !== 'none' || !from.container || from.role === 'store') return []
    const word = toVariable(to.id)
    const told = variablesOf(from.container).some(([name]) => name.startsWith(`${word}_`) || name === word)
    const played = from.container.image.from === 'runtime'
    return told
      ? []
      : [
          {
            where: connectionId(connection),
            what: `${from.id} is not told where ${to.id} is, which the design does not say: give ${from.id} its address in a variable, such as ${word}_URL.${played ? ' Its stand-in does not call it.' : ''}`,
          },
        ]
  })
}

/** Consumers of brokers whose messages AWS counts for no consumer by itself. */
function ofConsumers({ links }: Plan, wiring: Wiring): Loss[] {
  return links.flatMap(({ connection, from, to, consumes }) => {
    const measure = { RabbitMqBroker: 'MessageReadyCount of its queue', KafkaCluster: 'SumOffsetLag of its consumer group' }[
      to.counterpart.construct as string
    ]
    if (!consumes || measure === undefined || from.role !== 'service') return []
    const stays = scalingOf(from, wiring)
      ? 'does not follow the messages that wait for it'
      : 'keeps its number of tasks however many messages wait'
    return [{ where: connectionId(connection), what: `${from.id} ${stays}: scale it on ${measure}, which the design has no name for.` }]
  })
}
