import { connectionId } from '../../design/design.ts'
import type { Cluster } from './cluster.ts'
import { callsOutside, fetchedBy, linksFrom, portsOfManaged, undrawnLinks } from './links-between.ts'
import { openPorts } from './network-policies.ts'
import { publicPorts } from './ports.ts'

/** What the policies allow, as a table with a row for each connection; nothing where they allow nothing. */
export function toPolicyTable(cluster: Cluster): string {
  const byId = new Map(cluster.workloads.map((workload) => [workload.id, workload]))
  const toRow = (from: string, to: string, port: number | undefined, why: string) => {
    const [caller, called] = [byId.get(from), byId.get(to)]
    if (!caller || !called) return []
    const ports = openPorts(caller, { workload: called, port }, cluster).map(toText)
    return [`| \`${caller.name}\` | \`${called.name}\` | ${ports.join(', ') || 'any'} | ${why} |`]
  }
  const outside = (id: string) => [
    ...new Set(linksFrom(cluster, id).flatMap(({ dialled, connection }) => (byId.has(dialled) ? [] : [connection]))),
  ]
  const rows = [
    ...cluster.workloads.flatMap((workload) => {
      const ports = publicPorts(workload, cluster).map(({ protocol, number }) => toText({ protocol, port: number }))
      return ports.length > 0 ? [`| anywhere | \`${workload.name}\` | ${ports.join(', ')} | an entrance |`] : []
    }),
    ...cluster.links.flatMap(({ connection, dialler, dialled, port }) =>
      port === undefined ? [] : toRow(dialler, dialled, port, `\`${connectionId(connection)}\``),
    ),
    ...undrawnLinks(cluster).flatMap(({ from, to }) => toRow(from, to, undefined, 'it cannot be drawn')),
    ...cluster.workloads.flatMap((workload) => {
      const { id, name } = workload
      const fetched = fetchedBy(workload).map((variable) => `\`${variable}\``)
      const why = outside(id).map((connection) => `\`${connectionId(connection)}\``)
      const stores = portsOfManaged(cluster, id)
      return [
        ...(callsOutside(cluster, id) ? [`| \`${name}\` | public addresses | 443 | ${[...why, ...fetched].join(', ')} |`] : []),
        ...(stores.length > 0 ? [`| \`${name}\` | any address | ${stores.join(', ')} | ${why.join(', ')} |`] : []),
      ]
    }),
  ]
  if (rows.length === 0) return ''
  const table = ['| from | to | ports | drawn as |', '| --- | --- | --- | --- |', ...new Set(rows)]
  return ['## Who may talk to whom', table.join('\n')].join('\n\n')
}

const toText = ({ protocol, port }: { protocol: string; port: number }) => (protocol === 'UDP' ? `${port}/UDP` : String(port))
