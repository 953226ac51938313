import { randomBytes } from 'node:crypto'
import type { Behaviour, ContainerPlan } from '../../app/catalogue/component.ts'
import { toContainerContext, toContainerPlan } from '../../app/catalogue/container-context.ts'
import { type Connection, connectionId, type Design, defaultRequestSize, defaultResponseSize } from '../../app/design/design.ts'
import { toBitsPerSecond, toBytes, toMilliseconds } from '../../app/design/quantities.ts'
import { toSignIn } from '../../app/exporters/compose/sign-in.ts'
import { RunFailure } from '../../app/run/engine.ts'
import { mayDegrade } from '../../app/run/fallbacks.ts'
import type { ComponentProgram } from '../../app/run/program.ts'
import type { ResolvedScenario } from '../../app/run/scenario.ts'
import { toLoadProgram } from '../../app/run/to-program.ts'
import { controlPort, type EdgeConfig } from '../runtime/control/messages.ts'
import { mostContainers, mostEdges, type RunSubnet } from './subnet.ts'

/** What is going to stand in Docker: every component's container, and an address for every drawn connection. */
export interface LivePlan {
  token: string
  subnet: RunSubnet
  components: Map<string, PlannedComponent>
  edges: EdgeConfig[]
  /** Components whose answers may be degraded, as far as they tell; journeys, where any may. */
  degrading: ReadonlySet<string>
  degrades: boolean
}

export interface PlannedComponent {
  id: string
  /** As a person reads it. */
  label: string
  behaviour: Behaviour
  container: ContainerPlan
  /** Components it opens connections to: they have to be ready first. */
  dials: string[]
  /** Somebody opens connections to it. */
  isCalled: boolean
  /** `name:address` for what it calls, so that the person's images find it under its name. */
  extraHosts: string[]
  /** The environment of one replica. */
  env(replica: number): Record<string, string>
}

export interface PlanRequest {
  design: Design
  scenario: ResolvedScenario
  seed: number
  subnet: RunSubnet
}

interface Edge {
  connection: Connection
  address: string
  dialler: string
  dials: string
  port: number
}

export function toLivePlan(request: PlanRequest): LivePlan {
  const { design, subnet } = request
  const token = randomBytes(24).toString('hex')
  const secret = createSecrets()
  const edges = toEdges(design, subnet, secret)
  const components = new Map(Object.keys(design.components).map((id) => [id, toComponent(id, request, token, edges, secret)] as const))
  const containers = [...components.values()].reduce((sum, { container }) => sum + container.replicas, 0)
  if (containers > mostContainers || edges.length > mostEdges) {
    throw new RunFailure(
      `The design needs ${containers} containers and ${edges.length} connections; one run can have ${mostContainers} and ${mostEdges}.`,
    )
  }
  const degrades = mayDegrade(design)
  const callers = (design.connections ?? []).map(({ from }) => from)
  return {
    token,
    subnet,
    components,
    edges: edges.map((edge) => toEdgeConfig(edge, components)),
    degrades,
    degrading: new Set(degrades ? callers : []),
  }
}

/** Secrets live as long as the run. */
function createSecrets(): (name: string) => string {
  const secrets = new Map<string, string>()
  return (name) => {
    const value = secrets.get(name) ?? randomBytes(15).toString('hex')
    secrets.set(name, value)
    return value
  }
}

function toEdges(design: Design, subnet: RunSubnet, secret: (name: string) => string): Edge[] {
  // Which port a component listens on does not depend on addresses, so any will do to ask for it.
  const nowhere = { secret, address: () => ({ host: '0.0.0.0', port: 1 }) }
  return (design.connections ?? []).map((connection, index) => {
    const from = toContainerContext(design, connection.from, nowhere).behaviourOf(connection.from)
    // A broker does not call its consumers: they connect to it and are sent what comes.
    const [dialler, dials] = from?.model === 'broker' ? [connection.to, connection.from] : [connection.from, connection.to]
    const port = toContainerPlan(design, dials, nowhere)?.ports[connection.protocol]
    if (port === undefined) {
      throw new RunFailure(
        `${dials} does not answer ${connection.protocol}, so ${connectionId(connection)} cannot be run: choose another protocol.`,
      )
    }
    return { connection, address: subnet.edge(index), dialler, dials, port }
  })
}

/**
 * Programs have pools of their own, and no pool knows of the others; the design's number of connections is that of all together. So the
 * pools of stubs are large enough (`toServiceProgram`), and the mesh lets as many statements through at once as the design says.
 */
function atOnceOf({ dialler, dials, connection }: Edge, components: Map<string, PlannedComponent>): number | undefined {
  const store = components.get(dials)
  const isPooled = connection.protocol === 'postgres' && components.get(dialler)?.container.fidelity === 'stub'
  return isPooled && store?.behaviour.model === 'station' ? store.behaviour.concurrency : undefined
}

function toEdgeConfig(edge: Edge, components: Map<string, PlannedComponent>): EdgeConfig {
  const { connection, address, dials, port } = edge
  const atOnce = atOnceOf(edge, components)
  return {
    id: connectionId(connection),
    address,
    port,
    protocol: connection.protocol,
    dials,
    dialsPort: port,
    balance: connection.balance ?? 'round-robin',
    latencyMs: connection.latency === undefined ? 0 : toMilliseconds(connection.latency),
    jitterMs: connection.jitter === undefined ? 0 : toMilliseconds(connection.jitter),
    ...(connection.loss === undefined ? {} : { loss: connection.loss }),
    ...(connection.bandwidth === undefined ? {} : { bitsPerSecond: toBitsPerSecond(connection.bandwidth) }),
    requestBytes: toBytes(connection.requestSize ?? defaultRequestSize),
    responseBytes: toBytes(connection.responseSize ?? defaultResponseSize),
    ...(atOnce === undefined ? {} : { atOnce }),
    ...(connection.protocol === 'http' && components.get(edge.dialler)?.container.image.from !== 'runtime' ? { traced: true } : {}),
  }
}

function toComponent(id: string, request: PlanRequest, token: string, edges: Edge[], secret: (name: string) => string): PlannedComponent {
  const { design, scenario, seed, subnet } = request
  const address = (connection: Connection) => {
    const edge =
      edges.find((each) => each.connection === connection) ??
      edges.find((each) => connectionId(each.connection) === connectionId(connection))
    if (!edge) throw new Error(`${connectionId(connection)} is not drawn`)
    return { host: edge.address, port: edge.port }
  }
  const surroundings = { secret, address, callers: 'simulation' as const }
  const context = toContainerContext(design, id, surroundings)
  const container = toContainerPlan(design, id, surroundings)
  const behaviour = context.behaviourOf(id)
  if (!container || !behaviour) throw new RunFailure(`${id} is of a kind that is not known, so it cannot be run.`, id)
  const dialled = edges.filter((edge) => edge.dialler === id)
  const program = (): ComponentProgram | undefined => {
    if (behaviour.model === 'source') return toLoadProgram(design, id, scenario, seed, context)
    const text = container.image.from === 'runtime' ? container.env.MICROCOSM_PROGRAM : undefined
    return text === undefined ? undefined : JSON.parse(text)
  }
  // A person's own program is told of what it uses by the same variables as in the exports.
  const signIn = () =>
    container.fidelity === "person's image"
      ? toSignIn(
          container,
          dialled.flatMap(({ dials, port }) => {
            const plan = toContainerPlan(design, dials, surroundings)
            return plan ? [{ id: dials, plan, address: { host: dials, port } }] : []
          }),
        )
      : {}
  return {
    id,
    label: design.components[id]?.name ?? id,
    behaviour,
    container,
    dials: [...new Set(dialled.map((edge) => edge.dials))],
    isCalled: edges.some((edge) => edge.dials === id),
    extraHosts: dialled.map((edge) => `${edge.dials}:${edge.address}`),
    env: (replica) => withControl({ ...container.env, ...signIn() }, program(), { host: subnet.mesh, port: controlPort, token, replica }),
  }
}

function withControl(
  env: Record<string, string>,
  program: ComponentProgram | undefined,
  control: NonNullable<ComponentProgram['control']>,
): Record<string, string> {
  return program ? { ...env, MICROCOSM_PROGRAM: JSON.stringify({ ...program, control }) } : env
}
