import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { count, duration, type Work } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { hourly } from './billing.ts'
import { given, imageField, numberOf, textOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { ContainerPlan, Kind, Misfit, Primary } from './component.ts'
import { databaseFields, rowFields, rowsOf } from './database-fields.ts'
import { type InstanceClass, instanceClassField, instanceClassOf } from './instance-classes.ts'
import { servingFields, servingOf } from './serving-fields.ts'

/** What the databases of Amazon RDS have in common: an instance class, a standby in another zone, read replicas. */

// Burstable classes are where most begin; the class is what one chooses first.
const defaultClass = 'db.t4g.medium'
// The middle of 60 to 120 seconds: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Failover.html
const defaultFailover = '90s'
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html
const mostReadReplicas = 15

export interface RdsDefaults {
  /** CPU time of one statement. */
  work: Work
  /** max_connections of the default parameter group, from the memory of the class. */
  connectionsOf(memoryBytes: number): number
  image: string
  /** The kind, under which its classes stand in the list of prices. */
  priced: string
}

type RdsParts = Pick<Kind, 'family' | 'platform' | 'parameters' | 'initial' | 'describe' | 'behaviour' | 'check' | 'billing'>

export function rdsParts({ work, connectionsOf, image, priced }: RdsDefaults): RdsParts {
  const { replicationLag } = databaseFields()
  const { discipline, priorities, ...serving } = servingFields()
  return {
    family: 'database',
    platform: 'aws',
    parameters: {
      instanceClass: instanceClassField(defaultClass),
      connections: count(1, 16_000).optional().meta({
        title: 'Connections',
        unit: 'connections',
        section: 'Capacity',
        description: 'max_connections: statements that run at once, callers beyond it wait. Absent: what the class has memory for.',
      }),
      work: workField(work, 'Time of a core that one statement takes.'),
      multiAz: z.boolean().optional().meta({
        title: 'Multi-AZ',
        absent: false,
        section: 'Replication',
        description: 'A standby in another zone takes over when the instance fails. It answers nothing until then.',
      }),
      failover: duration().optional().meta({
        title: 'Fails over in',
        absent: defaultFailover,
        section: 'Replication',
        description: 'With Multi-AZ: until the standby has taken over, typically 60 to 120 seconds.',
      }),
      readReplicas: count(0, mostReadReplicas).optional().meta({
        title: 'Read replicas',
        absent: 0,
        unit: 'replicas',
        section: 'Replication',
        description: 'Copies that are read from; a connection says with reads which share of its calls. None takes over by itself.',
      }),
      replicationLag,
      ...rowFields(),
      ...serving,
      image: imageField(image),
    },
    initial: { instanceClass: defaultClass, work },
    describe: (component) => `${instanceClassOf(component, defaultClass).name} · ${workTimeText(component, work)}`,
    check: checkFailover,
    // A standby costs what the instance does: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_OnDemandDBInstances.html
    billing: (component) => ({
      items: [
        hourly(
          `${priced}.${instanceClassOf(component, defaultClass).name}`,
          1 + standbysOf(component) + numberOf(component, 'readReplicas', 0),
        ),
      ],
      besides: ['storage', 'backups'],
    }),
    behaviour: (component) => {
      const { cores, memoryBytes } = instanceClassOf(component, defaultClass)
      return {
        model: 'station',
        replicas: 1 + standbysOf(component) + numberOf(component, 'readReplicas', 0),
        concurrency: numberOf(component, 'connections', connectionsOf(memoryBytes)),
        queueLimit: Number.POSITIVE_INFINITY,
        holdsWorker: true,
        work: workOf(component, work),
        failureRate: 0,
        routing: 'each',
        ...given('primary', primaryOf(component)),
        ...given('rows', rowsOf(component)),
        ...servingOf(component, 'connections'),
        cores,
      }
    },
  }
}

/** The class and the connections of a component, for its container. */
export function rdsConnections(component: Component, connectionsOf: (memoryBytes: number) => number): number {
  return numberOf(component, 'connections', connectionsOf(instanceClassOf(component, defaultClass).memoryBytes))
}

/** What a container on this machine does not do as the instance does. */
export function asRds(plan: ContainerPlan, component: Component): ContainerPlan {
  const { name, cores }: InstanceClass = instanceClassOf(component, defaultClass)
  return {
    ...plan,
    caveats: [
      ...plan.caveats,
      `It has the cores of this machine, not the ${cores} of ${name}, and no standby: failovers are predicted only.`,
    ],
  }
}

function standbysOf({ multiAz }: Component): number {
  return multiAz === true ? 1 : 0
}

function primaryOf(component: Component): Primary | undefined {
  const standbys = standbysOf(component)
  if (standbys + numberOf(component, 'readReplicas', 0) === 0) return undefined
  const failoverMs = toMilliseconds(textOf(component, 'failover') ?? defaultFailover)
  return standbys > 0 ? { failoverMs, standbys } : { failoverMs: Number.POSITIVE_INFINITY }
}

function checkFailover({ failover, multiAz }: Component): Misfit[] {
  if (failover === undefined || multiAz === true) return []
  return [
    {
      parameter: 'failover',
      message: 'has a time for its failover, and no standby that could take over',
      remedy: 'Write multiAz: true, or take failover out: read replicas of RDS take over only when somebody promotes them.',
    },
  ]
}
