import { simulatedOnly } from '../../catalogue/container-context.ts'
import { connectionId, type Design, type Scenario } from '../../design/design.ts'
import { beyondStub } from '../../run/beyond-stub.ts'
import { predictedOnly } from '../../run/predicted-only.ts'
import type { Loss } from '../exporter.ts'
import { toHealthcheck } from './healthcheck.ts'
import { joinedFromOutside, type Networks } from './networks.ts'
import type { Proxies } from './proxies.ts'
import type { Parts } from './services.ts'
import type { Dial, Planned, Stack } from './stack.ts'
import { designFolder } from './variables.ts'

/** What the design says and the Compose file does not do, each with where in the design it stands. */
export function toLosses({ stack, dependencies, networks }: Parts, proxies: Proxies | undefined): Loss[] {
  const { components, scenarios } = stack.design
  return [
    ...Object.keys(components).flatMap((id) => withoutContainer(stack.design, id)),
    ...stack.components.flatMap((planned) => ofComponent(planned, stack.designFolder)),
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

function ofComponent({ id, component, plan, behaviour }: Planned, from: string): Loss[] {
  const what = [...plan.caveats]
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

function ofConnection({ components }: Stack, { connection, dialler, dialled }: Dial, proxies: Proxies | undefined): Loss[] {
  const proxied = proxies?.program.edges.some((edge) => edge.connection === connectionId(connection))
  const caller = components.find(({ id }) => id === dialler)?.plan
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
    what.push(
      `The ${callee.replicas} replicas of ${dialled} are found by DNS, a random one for each new connection: ${connection.balance ?? 'round-robin'} balancing of single calls is ${proxied ? 'done by the proxies of compose.load.yaml alone' : 'not carried over'}.`,
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
    ...joinedFromOutside(stack, networks).map((id) => ({
      where: `groups.${id}`,
      what: 'It is a network: what calls into it joins it, and can reach each of its members, drawn or not.',
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
