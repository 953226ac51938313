import { type Component, type Connection, connectionsFrom, connectionsTo, type Design, type Protocol } from '../design/design.ts'
import { behaviourOf } from './behaviour-of.ts'
import { kindOf } from './catalogue.ts'
import type { ContainerContext, ContainerPlan, Kind } from './component.ts'
import { repositoryOf } from './repository.ts'

/** What only the caller knows: how secrets are named or made, where the other end of a connection is found, and who calls. */
export type Surroundings = Pick<ContainerContext, 'secret' | 'address'> &
  Partial<Pick<ContainerContext, 'callers' | 'names' | 'autoscales'>>

/** Everything a kind needs to plan the container of one component. */
export function toContainerContext(design: Design, id: string, surroundings: Surroundings): ContainerContext {
  return {
    design,
    id,
    incoming: connectionsTo(design, id),
    outgoing: connectionsFrom(design, id),
    secret: (name) => surroundings.secret(name),
    address: (connection) => surroundings.address(connection),
    behaviourOf: (other) => behaviourOf(componentAt(design, other)),
    callers: surroundings.callers ?? { balancers: [] },
    names: surroundings.names ?? 'dns',
    autoscales: surroundings.autoscales ?? false,
    hasContainer: (other) => typeof containerOf(componentAt(design, other)) === 'function',
  }
}

/** The container of one component; undefined where the design holds no such component of a known kind, or it is simulated only. */
export function toContainerPlan(design: Design, id: string, surroundings: Surroundings): ContainerPlan | undefined {
  const component = componentAt(design, id)
  const kind = component && kindOf(component.kind)
  if (!kind || typeof kind.container !== 'function') return undefined
  const plan = kind.container(component, toContainerContext(design, id, surroundings))
  return { ...plan, caveats: [...plan.caveats, ...ofOtherMake(plan, kind)] }
}

/** Another publisher's image of the same product may expect other variables, paths and commands. */
function ofOtherMake({ image }: ContainerPlan, { images: [first], standIn: official = first }: Kind): string[] {
  if (image.from !== 'registry' || official === undefined || repositoryOf(image.reference) === official) return []
  return [`${image.reference} is started with the variables, files and command of ${official}: change what it expects otherwise.`]
}

/** Why nothing can stand for this component in a container; undefined where something can. */
export function simulatedOnly(design: Design, id: string): string | undefined {
  const container = containerOf(componentAt(design, id))
  return typeof container === 'object' ? container.reason : undefined
}

/**
 * Whether it is one server that keeps what it is told: a product whose kind knows no number of replicas, so that a second container
 * beside it would know nothing of what the first one keeps. A stub keeps nothing.
 */
export function isSingleServer(design: Design, id: string): boolean {
  const component = componentAt(design, id)
  const parameters = component && kindOf(component.kind)?.parameters
  if (!parameters || Object.hasOwn(parameters, 'replicas')) return false
  return planWithoutCalls(design, id)?.fidelity !== 'stub'
}

/** The port on which a component answers this protocol; undefined where it does not. It asks nothing of its surroundings. */
export function portOf(design: Design, id: string, protocol: Protocol): number | undefined {
  return planWithoutCalls(design, id)?.ports[protocol]
}

/** What a container is does not depend on whom it calls, which takes long to write down in a large design. */
function planWithoutCalls(design: Design, id: string): ContainerPlan | undefined {
  const nowhere: Surroundings = { secret: () => '', address: () => ({ host: '', port: 0 }) }
  return toContainerPlan({ ...design, connections: connectionsTo(design, id) }, id, nowhere)
}

/** The component at the other end of a connection, seen from this one. */
export function peerOf(connection: Pick<Connection, 'from' | 'to'>, id: string): string {
  return connection.from === id ? connection.to : connection.from
}

function componentAt(design: Design, id: string): Component | undefined {
  return Object.hasOwn(design.components, id) ? design.components[id] : undefined
}

function containerOf(component: Component | undefined): Kind['container'] | undefined {
  return component && kindOf(component.kind)?.container
}
