import { connectionId, type Scenario } from '../../design/design.ts'
import { beyondStub } from '../../run/beyond-stub.ts'
import type { Loss } from '../exporter.ts'
import { autoscaleOf, podMetrics } from './autoscaler.ts'
import type { Cluster, Link, Workload } from './cluster.ts'
import { httpEntries } from './gateway.ts'
import { hardeningOf } from './hardening.ts'
import { entriesOf } from './links-between.ts'
import { type RuntimeSource, toPorts } from './pod.ts'
import { claimSize } from './workload-objects.ts'

/** What the design says and the manifests do not do, each with where in the design it stands. */
export function toLosses(cluster: Cluster, runtime: RuntimeSource): Loss[] {
  const { groups, scenarios } = cluster.design
  return [
    ...cluster.outside.map(({ id, reason }) => ({ where: id, what: reason })),
    ...cluster.workloads.flatMap((workload) => ofWorkload(workload, cluster, runtime)),
    ...cluster.links.flatMap((link) => ofLink(link, cluster)),
    ...beyondStub(cluster.design).map(({ connection, why }) => ({ where: connectionId(connection), what: `${why}: it is left out.` })),
    ...Object.keys(groups ?? {}).map((id) => ({
      where: `groups.${id}`,
      what: 'It is a boundary on the drawing only: all components share one namespace, and policies follow the drawn connections.',
    })),
    ...Object.entries(scenarios ?? {}).map(([id, scenario]) => ofScenario(id, scenario)),
  ]
}

function ofWorkload(workload: Workload, cluster: Cluster, runtime: RuntimeSource): Loss[] {
  const { id, component, plan } = workload
  const what = [...plan.caveats]
  const autoscale = autoscaleOf(workload)
  if (autoscale?.metric === 'utilisation') {
    what.push('It is scaled by the CPU that its pods use of what they reserve; the design scales it by its share of busy workers.')
  } else if (autoscale) {
    what.push(`It is scaled by ${podMetrics[autoscale.metric]} of each pod, which an adapter for custom metrics has to provide.`)
  } else if (component.autoscale !== undefined) {
    what.push(`Its autoscaling is not carried over: it keeps data, so the number of its replicas (${plan.replicas}) stays.`)
  }
  if (plan.image.from === 'build') {
    what.push(`Its image has to be built from ${plan.image.path} and pushed to where the cluster finds it: see README.md.`)
  }
  if (plan.image.from === 'runtime' && runtime === 'image') {
    what.push('The program that plays it is too large for a ConfigMap, so an image has to be built from runtime-image: see README.md.')
  }
  if (plan.image.from !== 'runtime' && !hardeningOf(plan)) {
    what.push('It is not known which user its image runs as and where it writes, so it is confined less than the others.')
  } else if (hardeningOf(plan)?.user === undefined) {
    what.push('Its image must run as a user other than root, by number; one that does not is refused when it starts.')
  }
  if (plan.volumes.length > 0) what.push(`How much it stores is not in the design: its volume has ${claimSize}.`)
  const closed = entriesOf(cluster).filter(
    (entry) => entry.workload === workload && !httpEntries(cluster).some(({ port }) => port === entry.port),
  )
  for (const { port } of closed) {
    const name = toPorts(workload).find(({ number }) => number === port)?.name
    what.push(`It is called from outside over ${name}, which no HTTPRoute carries: publish its port ${port} as your cluster does that.`)
  }
  return what.map((each) => ({ where: id, what: each }))
}

function ofLink({ connection, dialler, dialled }: Link, { workloads }: Cluster): Loss[] {
  const caller = workloads.find(({ id }) => id === dialler)
  const called = workloads.find(({ id }) => id === dialled)
  const what: string[] = []
  if (caller && called && (connection.latency !== undefined || connection.jitter !== undefined)) {
    what.push("The network's latency is the cluster's own; latency and jitter of the design are not added.")
  }
  if (caller?.plan.image.from === 'runtime' && called && (called.plan.replicas > 1 || autoscaleOf(called))) {
    what.push(
      `A Service spreads connections over the replicas of ${dialled}, not single calls: ${connection.balance ?? 'round-robin'} balancing needs a service mesh.`,
    )
  }
  return what.map((each) => ({ where: connectionId(connection), what: each }))
}

function ofScenario(id: string, scenario: Scenario): Loss {
  const parts = [
    scenario.traffic?.length ? 'traffic over time' : '',
    scenario.faults?.length ? 'faults' : '',
    scenario.objectives?.length ? 'objectives' : '',
  ].filter(Boolean)
  const what = parts.length === 0 ? 'Its duration and warm-up are' : `Its ${parts.join(', ').replace(/, ([^,]*)$/, ' and $1')} are`
  return { where: `scenarios.${id}`, what: `${what} not in the manifests.` }
}
