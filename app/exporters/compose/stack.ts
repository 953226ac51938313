import type { Behaviour, ContainerPlan } from '../../catalogue/component.ts'
import { peerOf, portOf, simulatedOnly, toContainerContext, toContainerPlan } from '../../catalogue/container-context.ts'
import { type Component, type Connection, connectionId, type Design } from '../../design/design.ts'
import { toSignIn } from './sign-in.ts'
import { required, secretVariable } from './variables.ts'

/** A component with what runs for it. */
export interface Planned {
  id: string
  component: Component
  behaviour: Behaviour
  plan: ContainerPlan
}

/** A drawn connection as containers make it: a broker does not call its consumers, they connect to it. */
export interface Dial {
  connection: Connection
  dialler: string
  dialled: string
}

/** What of a design stands in the Compose file. */
export interface Stack {
  design: Design
  /** In the order of the design file, without those that are simulated only. */
  components: Planned[]
  dials: Dial[]
  /** Names of all secrets that containers are given, in the order in which they are first needed. */
  secrets: string[]
  /** The folder of the design file as seen from the Compose file. */
  designFolder: string
}

export interface Address {
  host: string
  port: number
}

/** Plans every component with the addresses that hold inside Compose's network (`via`). Secrets stand in it as variables. */
export function toStack(design: Design, designFolder = '.', via = (_connection: Connection, direct: Address) => direct): Stack {
  const secrets = new Set<string>()
  const secret = (name: string) => {
    secrets.add(name)
    return required(secretVariable(name))
  }
  const runnable = Object.entries(design.components).filter(([id]) => simulatedOnly(design, id) === undefined)
  const components = runnable.map(([id, component]): Planned => {
    const address = (connection: Connection) => via(connection, addressFrom(design, id, connection))
    const surroundings = { secret, address, names: 'docker' as const }
    const plan = toContainerPlan(design, id, surroundings)
    const behaviour = toContainerContext(design, id, surroundings).behaviourOf(id)
    if (!plan || !behaviour) throw new Error(`${id} is of the unknown kind "${component.kind}": check the design before exporting it`)
    return { id, component, behaviour, plan }
  })
  const dials = toDials(design, components)
  return {
    design,
    components: components.map((planned) => withSignIn(planned, { design, components, dials })),
    dials,
    secrets: [...secrets],
    designFolder,
  }
}

/** Programs of the person's own are told of what they use by variables, and so not by way of the proxies of `compose.load.yaml`. */
function withSignIn(planned: Planned, { design, components, dials }: Pick<Stack, 'design' | 'components' | 'dials'>): Planned {
  const { id, plan } = planned
  if (plan.fidelity !== "person's image") return planned
  const used = dials.flatMap(({ connection, dialler, dialled }) => {
    const other = dialler === id ? components.find((each) => each.id === dialled) : undefined
    return other ? [{ id: other.id, plan: other.plan, address: addressFrom(design, id, connection) }] : []
  })
  return { ...planned, plan: { ...plan, env: { ...plan.env, ...toSignIn(plan, used) } } }
}

/** Inside Compose's network a service is found under its own name. */
function addressFrom(design: Design, id: string, connection: Connection): Address {
  const peer = peerOf(connection, id)
  const port = portOf(design, peer, connection.protocol)
  if (port === undefined) {
    throw new Error(`${peer} does not answer ${connection.protocol} over ${connectionId(connection)}: check the design before exporting it`)
  }
  return { host: peer, port }
}

function toDials(design: Design, components: Planned[]): Dial[] {
  const ids = new Set(components.map(({ id }) => id))
  const brokers = new Set(components.filter(({ behaviour }) => behaviour.model === 'broker').map(({ id }) => id))
  return (design.connections ?? [])
    .filter(({ from, to }) => ids.has(from) && ids.has(to))
    .map((connection) => {
      const { from, to } = connection
      return brokers.has(from) ? { connection, dialler: to, dialled: from } : { connection, dialler: from, dialled: to }
    })
}
