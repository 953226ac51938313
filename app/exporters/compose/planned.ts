import type { Behaviour, ContainerPlan } from '../../catalogue/component.ts'
import { toContainerContext, toContainerPlan } from '../../catalogue/container-context.ts'
import { type Component, type Connection, connectionId, type Design } from '../../design/design.ts'
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
  /** In the order of the design file. */
  components: Planned[]
  dials: Dial[]
  /** Names of all secrets that containers are given, in the order in which they are first needed. */
  secrets: string[]
}

/** Plans every component with the names that hold inside Compose's network. Secrets stand in it as variables. */
export function toStack(design: Design): Stack {
  const dials = toDials(design)
  const secrets = new Set<string>()
  const surroundings = {
    secret: (name: string) => {
      secrets.add(name)
      return required(secretVariable(name))
    },
    address: (connection: Connection) => addressOf(design, dials, connection),
  }
  const components = Object.entries(design.components).map(([id, component]) => {
    const plan = toContainerPlan(design, id, surroundings)
    const behaviour = toContainerContext(design, id, surroundings).behaviourOf(id)
    if (!plan || !behaviour) throw new Error(`${id} is of the unknown kind "${component.kind}"; check the design before exporting it`)
    return { id, component, behaviour, plan }
  })
  return { design, components, dials, secrets: [...secrets] }
}

// Neither a component's ports nor how it behaves depend on addresses or secrets, so any will do to ask for them.
const nowhere = { secret: () => '', address: () => ({ host: 'nowhere', port: 1 }) }

function toDials(design: Design): Dial[] {
  return (design.connections ?? []).map((connection) => {
    const { from, to } = connection
    const caller = toContainerContext(design, from, nowhere).behaviourOf(from)
    return caller?.model === 'broker' ? { connection, dialler: to, dialled: from } : { connection, dialler: from, dialled: to }
  })
}

function addressOf(design: Design, dials: Dial[], connection: Connection): { host: string; port: number } {
  const host = dials.find((dial) => connectionId(dial.connection) === connectionId(connection))?.dialled ?? connection.to
  const port = toContainerPlan(design, host, nowhere)?.ports[connection.protocol]
  if (port === undefined) {
    throw new Error(`${host} does not answer ${connection.protocol} over ${connectionId(connection)}; check the design before exporting it`)
  }
  return { host, port }
}
