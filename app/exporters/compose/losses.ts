import type { ContainerPlan } from '../../catalogue/component.ts'
import { type Connection, connectionId, type Design } from '../../design/design.ts'
import type { Loss } from '../exporter.ts'
import { toHealthcheck } from './healthcheck.ts'

/** What of a design a Compose file cannot say. */
export function toLosses(design: Design, plans: Map<string, ContainerPlan>): Loss[] {
  return [
    ...[...plans].flatMap(([id, plan]) => lossesOfComponent(design, id, plan)),
    ...(design.connections ?? []).flatMap((connection) => lossesOfConnection(connection, plans)),
    ...Object.keys(design.groups ?? {}).map((id) => ({
      where: `groups.${id}`,
      what: 'All services share one network: the boundary is not in the file.',
    })),
    ...Object.entries(design.scenarios ?? {}).map(([id, { faults = [], objectives = [] }]) => ({
      where: `scenarios.${id}`,
      what: `The profile "load" sends steady traffic; the scenario's course, its ${faults.length} faults and ${objectives.length} objectives stay in the design.`,
    })),
  ]
}

function lossesOfComponent(design: Design, id: string, plan: ContainerPlan): Loss[] {
  const said = plan.caveats.map((what) => ({ where: id, what }))
  if (design.components[id]?.autoscale !== undefined)
    said.push({ where: id, what: 'Compose does not scale by itself: the number of replicas is fixed.' })
  if (plan.image.from === 'build') {
    said.push({
      where: id,
      what: `It is built from ${plan.image.path}, which Compose looks for beside docker-compose.yml: put the folder there.`,
    })
  }
  if (plan.ready.probe === 'tcp' && !toHealthcheck(plan).healthcheck) {
    said.push({ where: id, what: 'Nothing is known about its image, so it has no health check and others start without waiting for it.' })
  }
  return said
}

function lossesOfConnection(connection: Connection, plans: Map<string, ContainerPlan>): Loss[] {
  const where = connectionId(connection)
  const said: Loss[] = []
  if (connection.latency || connection.jitter) said.push({ where, what: 'Network latency and jitter are those of the machine.' })
  if ((plans.get(connection.to)?.replicas ?? 1) > 1) {
    const wanted = connection.balance ?? 'round-robin'
    said.push({ where, what: `Docker's name service spreads connections over the replicas, not single calls by ${wanted}.` })
  }
  return said
}
