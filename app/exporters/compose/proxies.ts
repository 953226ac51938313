import { type Connection, connectionId } from '../../design/design.ts'
import { toMilliseconds } from '../../design/quantities.ts'
import type { ProxyEdge, ProxyProgram } from '../../run/program.ts'
import { firstFree, type PublishedPort } from './published-ports.ts'
import { type Stack, toStack } from './stack.ts'
import { portVariable } from './variables.ts'

/** The stack once more, with every call that Microcosm can direct going through a proxy. */
export interface Proxies {
  /** What the service is called: `proxies`, where no component is. */
  service: string
  program: ProxyProgram
  /** Where it is told what to break. */
  control: PublishedPort
  stack: Stack
}

const controlPort = 8474
const firstPort = 10_001

/**
 * One program with a port for each drawn connection, so that the port says which connection it is. Undefined where no caller
 * can be directed there: the person's own programs are told addresses by the person.
 */
export function toProxies(direct: Stack, ports: PublishedPort[]): Proxies | undefined {
  const service = freeName('proxies', Object.keys(direct.design.components))
  const portsOf = new Map(direct.dials.map(({ connection }, index) => [connection, firstPort + index]))
  const edges = new Map<Connection, ProxyEdge>()
  const stack = toStack(direct.design, direct.designFolder, (connection, address) => {
    const port = portsOf.get(connection)
    if (port === undefined) return address
    edges.set(connection, toEdge(connection, port, address))
    return { host: service, port }
  })
  if (edges.size === 0) return undefined
  const hostPort = firstFree(controlPort, 1, ports)
  return {
    service,
    program: { role: 'proxies', port: controlPort, edges: [...portsOf.keys()].flatMap((connection) => edges.get(connection) ?? []) },
    control: {
      id: service,
      containerPort: controlPort,
      hostPorts: { first: hostPort, last: hostPort },
      variable: portVariable(service),
    },
    stack,
  }
}

function toEdge(connection: Connection, port: number, { host, port: hostPort }: { host: string; port: number }): ProxyEdge {
  return {
    connection: connectionId(connection),
    protocol: connection.protocol,
    port,
    host,
    hostPort,
    balance: connection.balance ?? 'round-robin',
    latencyMs: connection.latency === undefined ? 0 : toMilliseconds(connection.latency),
    jitterMs: connection.jitter === undefined ? 0 : toMilliseconds(connection.jitter),
  }
}

function freeName(wanted: string, taken: string[]): string {
  return taken.includes(wanted) ? freeName(`${wanted}-of-load`, taken) : wanted
}
