import { kindOf } from '../../catalogue/catalogue.ts'
import { simulatedOnly } from '../../catalogue/container-context.ts'
import { connectionId, type Design, type Scenario } from '../../design/design.ts'
import { beyondStub } from '../../run/beyond-stub.ts'
import { predictedOnly } from '../../run/predicted-only.ts'
import type { Loss } from '../exporter.ts'
import { timersAmong } from '../timers.ts'
import { toHealthcheck } from './healthcheck.ts'
import { isCalledByStubs } from './mounted-files.ts'
import { type Networks, toLeaks } from './networks.ts'
import type { Proxies } from './proxies.ts'
import type { Parts } from './services.ts'
import type { Dial, Planned, Stack } from './stack.ts'
import { designFolder } from './variables.ts'

/** What the design says and the Compose file does not do, each with where in the design it stands. */
export function toLosses({ stack, dependencies, networks }: Parts, proxies: Proxies | undefined): Loss[] {
  const { components, scenarios } = stack.design
  return [
    ...Object.keys(components).flatMap((id) => withoutContainer(stack.design, id)),
    ...timersAmong(stack.components).map(({ id }) => ({ where: id, what: asTimer })),
    ...stack.components.flatMap((planned) => ofComponent(planned, stack)),
    ...stack.dials.flatMap((dial) => ofConnection(stack, dial, proxies)),
    ...beyondStub(stack.design).map(({ connection, why }) => ({ where: connectionId(connection), what: `${why}: it is left out.` })),
    ...dependencies.leftOut.map(ofCircle),
    ...ofPrediction(stack),
    ...ofNetworks(stack, networks),
    ...Object.entries(scenarios ?? {}).flatMap(([id, scenario]) => ofScenario(id, scenario, `; ${sent}.`)),
  ]
}

function withoutContainer(design: Design, id: string): Loss[] {
  const reason = simulatedOnly(design, id)
  return reason === undefined ? [] : [{ where: id, what: `It can be predicted and not be run, so it is left out: ${reason}` }]
}

/** Why a timer is no way in. */
const asTimer =
  'It comes evenly, as a timer does: the program has to keep the time itself, and what only a timer calls is not published. compose.load.yaml plays the timer.'

function ofComponent(planned: Planned, stack: Stack): Loss[] {
  const { id, component, plan, behaviour } = planned
  const from = stack.designFolder
  const what = [...plan.caveats, ...ofStore(planned, stack)]
  if (component.autoscale !== undefined) {
    what.push(`Compose runs a fixed number of replicas (${plan.replicas}); the autoscaling is not carried over.`)
  }
  if (plan.image.from === 'build') {
    what.push(
      `It is built from ${plan.image.path}, counted from the folder of the design file (${from}): set ${designFolder} in .env if that is elsewhere.`,
    )
  }
  if (!toHealthcheck(plan) && behaviour.model !== 'source') {
    what.push(
      'It has no health check, since nothing is known of the commands its image holds: what depends on it waits only for its start, unless its image brings a health check.',
    )
  }
  return what.map((each) => ({ where: id, what: each }))
}

/** What whoever keeps data there has to know. */
function ofStore(planned: Planned, stack: Stack): string[] {
  const { component, plan } = planned
  const family = kindOf(component.kind)?.family
  const files = (plan.forStubs ?? []).map((path) => path.slice(path.lastIndexOf('/') + 1))
  return [
    ...(plan.login?.administers
      ? [`Programs sign in as ${plan.login.user}, who may do everything in it: give each a user of its own.`]
      : []),
    ...(keeping.has(family ?? '') && plan.fidelity === 'real engine' && asksNobody(plan)
      ? ['It asks nobody to sign in: whoever shares a network with it may do everything in it.']
      : []),
    ...(keeping.has(family ?? '') && plan.fidelity === 'real engine' && plan.volumes.length === 0
      ? ['It has no volume: what it holds is gone when its container is made again.']
      : []),
    ...(files.length > 0 && isCalledByStubs(planned, stack)
      ? [
          `${list(files)} makes in it what stand-ins call, when its volume is first made, and that stays there: drop it when none of those that call it is a stand-in any more, and run the file there when one becomes one; a new volume does both, and is empty.`,
        ]
      : []),
  ]
}

/** Nothing tells it of a user or a password, and its caveats do not say so already. */
function asksNobody({ login, env, caveats }: Planned['plan']): boolean {
  return !login && Object.keys(env).length === 0 && !/without a password/.test(caveats.join(' '))
}

/** Families of those that people trust with something. */
const keeping = new Set<string>(['cache', 'database', 'object store', 'queue', 'search', 'stream', 'topic'])

function list(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/, ' and $1')
}

function ofConnection({ components }: Stack, { connection, dialler, dialled }: Dial, proxies: Proxies | undefined): Loss[] {
  const proxied = proxies?.program.edges.some((edge) => edge.connection === connectionId(connection))
  const calling = components.find(({ id }) => id === dialler)
  const caller = calling?.plan
  const callee = components.find(({ id }) => id === dialled)?.plan
  const what: string[] = []
  if (connection.latency !== undefined || connection.jitter !== undefined) {
    what.push(
      proxied
        ? 'compose.yaml adds no network latency or jitter; the proxies of compose.load.yaml do.'
        : 'Compose adds no network latency or jitter; the network of the machine is what it is.',
    )
  }
  if (proxies && !proxied) {
    what.push(`It cannot be broken by the proxies of compose.load.yaml: ${dialler} is told addresses by settings of its own.`)
  }
  if (caller?.image.from === 'runtime' && callee && callee.replicas > 1) {
    const replicas = `${callee.replicas} replicas of ${dialled}`
    // Traffic has no service in compose.yaml: there people come in by the published ports.
    const found =
      calling?.behaviour.model === 'source'
        ? `Nothing in compose.yaml spreads calls from outside over the ${replicas}`
        : `The ${replicas} are found by DNS, a random one for each new connection`
    what.push(
      `${found}: ${connection.balance ?? 'round-robin'} balancing of single calls is ${proxied ? 'done by the proxies of compose.load.yaml alone' : 'not carried over'}.`,
    )
  }
  return what.map((each) => ({ where: connectionId(connection), what: each }))
}

/** Autoscaling has a sentence of its own, and connections their latency. */
function ofPrediction({ design, components }: Stack): Loss[] {
  const running = new Set(components.map(({ id }) => id))
  return predictedOnly(design, 'compose')
    .filter(({ where, field }) => field !== 'autoscale' && where.split('->').every((id) => running.has(id)))
    .map(({ where, field, instead }) => ({ where, what: `${field} is predicted only: in containers, ${instead}.` }))
}

function ofCircle({ connection, dialler, dialled }: Dial): Loss {
  return {
    where: connectionId(connection),
    what: `${dialler} starts without waiting for ${dialled}, which waits for ${dialler}: Compose allows no circle.`,
  }
}

function ofNetworks(stack: Stack, networks: Networks): Loss[] {
  const groups = Object.entries(stack.design.groups ?? {}).filter(([, { kind }]) => kind === 'zone')
  return [
    ...ofGroups({ ...stack.design, groups: Object.fromEntries(groups) }),
    ...toLeaks(stack, networks).map(({ boundary, into, outOf }) => ({
      where: `groups.${boundary}`,
      what: [
        'It is a network, and networks lead both ways.',
        ...(into.length > 0 ? [`${list(into)}, which ${into.length > 1 ? 'call' : 'calls'} into it, can reach all in it.`] : []),
        ...(outOf.length > 0
          ? [
              `${list(outOf)}, which ${outOf.length > 1 ? 'call' : 'calls'} out of it, can be reached by all where ${outOf.length > 1 ? 'they call' : 'it calls'}.`,
            ]
          : []),
      ].join(' '),
    })),
  ]
}

export function ofGroups({ groups }: Design): Loss[] {
  return Object.entries(groups ?? {}).map(([id, { kind, latency }]) => {
    const predicted = latency === undefined ? '' : ' Its latency to other zones is for the prediction.'
    const what =
      kind === 'zone'
        ? `It is a zone, and Compose runs everything on one machine.${predicted}`
        : 'It is a boundary on the drawing only: all services share one network, and each can reach every other.'
    return { where: `groups.${id}`, what }
  })
}

const sent = "compose.load.yaml sends the design's steady rate"

export function ofScenario(id: string, scenario: Scenario, rest = '.'): Loss[] {
  const parts = [
    scenario.traffic?.length ? 'traffic over time' : '',
    scenario.faults?.length ? 'faults' : '',
    scenario.objectives?.length ? 'objectives' : '',
  ].filter(Boolean)
  const what = parts.length === 0 ? 'Its duration and warm-up are' : `Its ${parts.join(', ').replace(/, ([^,]*)$/, ' and $1')} are`
  return [{ where: `scenarios.${id}`, what: `${what} not in the Compose files${rest}` }]
}
