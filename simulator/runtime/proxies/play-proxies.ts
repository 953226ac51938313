import { resolve4 } from 'node:dns/promises'
import type { ProxyProgram } from '../../../app/run/program.ts'
import type { Journal } from '../control/journal.ts'
import { acceptCaller } from '../mesh/accept-caller.ts'
import { Edge } from '../mesh/edge.ts'
import { Upstreams } from '../mesh/upstreams.ts'
import { serveControl } from './control.ts'
import { ProxiedConnection } from './proxied-connection.ts'

const lookUpEveryMs = 1000

/** The network of an exported system: each connection passes a port of its own, is counted, and can be broken over HTTP. */
export async function playProxies(program: ProxyProgram, journal: Journal): Promise<void> {
  const hosts = new Map(program.edges.map(({ host }) => [host, new Upstreams()]))
  const connections = program.edges.map((each) => {
    const { connection: id, protocol, port, host: dials, hostPort: dialsPort, balance, latencyMs, jitterMs } = each
    const config = { id, address: '0.0.0.0', port, protocol, dials, dialsPort, balance, latencyMs, jitterMs }
    return new ProxiedConnection(id, new Edge(config, hosts.get(dials) ?? new Upstreams()))
  })
  await Promise.all([...hosts].map(([host, upstreams]) => follow(host, upstreams)))
  await Promise.all(connections.map(({ edge }) => edge.listen(acceptCaller)))
  await serveControl(program.port, connections)
  journal.started(`${connections.length} connections pass here; port ${program.port} tells of them and breaks them.`)
}

/** Replicas come and go: all addresses that the engine's own name server gives for a name are called, and no others. */
async function follow(host: string, upstreams: Upstreams): Promise<void> {
  const found = await resolve4(host).catch(() => [])
  upstreams.update(
    found.map((address) => ({ replica: 0, host: address })),
    false,
  )
  setTimeout(() => follow(host, upstreams), lookUpEveryMs)
}
