import { type Cluster, isUnbuilt, type Workload } from './cluster.ts'
import { toEnvironment } from './environment.ts'
import { calledBy, linksFrom } from './links-between.ts'
import { toPorts } from './ports.ts'

/** What is expected of images that others than these files make: where each listens, what it is told. Nothing where there are none. */
export function toProgramsTable(cluster: Cluster): string {
  const own = cluster.workloads.filter(isDesigned)
  if (own.length === 0) return ''
  const rows = own.map((workload) => {
    const ports = toPorts(workload, cluster).map(({ name, number }) => `${number} (${name})`)
    const told = toEnvironment(workload, cluster, 'own').map(({ name }) => `\`${name}\``)
    const cells = [`\`${workload.name}\``, ports.join(', ') || 'nothing', told.join(', ') || 'nothing', toOthers(workload, cluster)]
    return `| ${cells.join(' | ')} |`
  })
  return [
    '## What the images are to do',
    'Listen only when ready: the probes take an open port for that. On SIGTERM, end what is under way and exit.',
    ['| image | listens on | is given | finds others at |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n')
}

/** A program of the person's own that is known by the design alone; an imported one exists and keeps its settings. */
function isDesigned({ plan, stated }: Workload): boolean {
  return !stated && (isUnbuilt({ plan }) || plan.fidelity === "person's image")
}

function toOthers(workload: Workload, cluster: Cluster): string {
  const inside = calledBy(cluster, workload.id).map(({ workload: called, port }) => `\`${called.name}${port ? `:${port}` : ''}\``)
  const outside = linksFrom(cluster, workload.id).flatMap(({ dialled }) => {
    const called = cluster.foreign.find(({ id }) => id === dialled)
    return called ? [`\`${called.name}\``] : []
  })
  return [...new Set([...inside, ...outside])].join(', ') || 'nowhere'
}
