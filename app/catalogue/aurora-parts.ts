import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { count, duration, span, type Work } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { type Bill, hourly } from './billing.ts'
import { given, imageField, numberOf, textOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { ContainerPlan, Instances, Kind, Misfit, Primary, WorkTime } from './component.ts'
import { databaseFields } from './database-fields.ts'
import { instanceClassField, instanceClassOf } from './instance-classes.ts'

/** What the clusters of Amazon Aurora have in common: a writer and readers, of an instance class or serverless. */

const defaultClass = 'db.r7g.large'
// Typically less than 60 seconds, and often less than 30, where there is a reader:
// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
const defaultFailover = '30s'
const mostReaders = 15
// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ServerlessV2ScalingConfiguration.html
const mostUnits = 256
const pause = { absent: '5m', least: '300s', most: '86400s' }
// About 15 seconds where it was paused for less than a day:
// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
const resumeMs = 15_000
// A unit has about 2 GiB; its cores are assumed to be those that memory comes with in the r classes, 8 GiB for each.
const unitBytes = 2 * 2 ** 30
const coresPerUnit = 0.25

interface Serverless {
  min: number
  max: number
  pauseAfter?: string
}

export interface AuroraDefaults {
  /** CPU time of one statement. */
  work: Work
  /** max_connections of the default parameter group, from the memory of the writer. */
  connectionsOf(memoryBytes: number): number
  image: string
}

const units = () =>
  z
    .number()
    .min(0)
    .max(mostUnits)
    .refine((value) => Number.isInteger(value * 2), 'goes in steps of a half')

const serverlessField = () =>
  z
    .strictObject({
      min: units().meta({ title: 'At least', unit: 'ACU', examples: [0.5], description: '0: it pauses while nobody asks.' }),
      max: units()
        .refine((value) => value >= 1, 'must be at least 1')
        .meta({ title: 'At most', unit: 'ACU', examples: [4], description: 'It grows within seconds, so it is predicted with this much.' }),
      pauseAfter: span().optional().meta({ title: 'Pauses after', absent: pause.absent, description: 'So long without a statement.' }),
    })
    .optional()
    .meta({ title: 'Serverless', section: 'Capacity', description: 'Capacity units (ACU) instead of an instance class.' })

type AuroraParts = Pick<Kind, 'family' | 'platform' | 'parameters' | 'initial' | 'describe' | 'behaviour' | 'check' | 'billing'>

export function auroraParts({ work, connectionsOf, image }: AuroraDefaults): AuroraParts {
  const { replicationLag } = databaseFields()
  return {
    family: 'database',
    platform: 'aws',
    parameters: {
      instanceClass: instanceClassField(defaultClass),
      serverless: serverlessField(),
      connections: count(1, 16_000).optional().meta({
        title: 'Connections',
        unit: 'connections',
        section: 'Capacity',
        description: 'max_connections: statements that run at once, callers beyond it wait. Absent: what it has memory for.',
      }),
      work: workField(work, 'Time of a core that one statement takes.'),
      readReplicas: count(0, mostReaders).optional().meta({
        title: 'Readers',
        absent: 0,
        unit: 'readers',
        section: 'Replication',
        description: 'Instances that are read from, and of which one takes over when the writer fails.',
      }),
      failover: duration().optional().meta({
        title: 'Fails over in',
        absent: defaultFailover,
        section: 'Replication',
        description: 'With readers: until one is the writer, typically less than 60 seconds, and often less than 30.',
      }),
      replicationLag,
      image: imageField(image),
    },
    initial: {},
    describe: (component) => `${sizeText(component)} · ${workTimeText(component, work)}`,
    check: (component) => [...checkServerless(component), ...checkFailover(component)],
    billing: billOf,
    behaviour: (component) => {
      const { cores, memoryBytes } = sizeOf(component)
      const paused = pausingOf(component)
      const workers = Math.max(1, Math.round(cores))
      return {
        model: 'station',
        replicas: paused ? 1 : 1 + numberOf(component, 'readReplicas', 0),
        concurrency: paused ? workers : numberOf(component, 'connections', connectionsOf(memoryBytes)),
        queueLimit: Number.POSITIVE_INFINITY,
        holdsWorker: true,
        work: paused ? longer(workOf(component, work), Math.max(1, workers / cores)) : workOf(component, work),
        failureRate: 0,
        routing: 'each',
        ...(paused ? { instances: { ...paused, perInstance: workers } } : { ...given('primary', primaryOf(component)), cores }),
      }
    },
  }
}

/** What a container on this machine does not do as the cluster does. */
export function asAurora(plan: ContainerPlan, component: Component): ContainerPlan {
  const caveat = `One server plays the cluster, with the cores of this machine, not those of ${sizeText(component)}: readers, failovers and pauses are predicted only.`
  return { ...plan, fidelity: 'protocol-compatible', caveats: [...plan.caveats, caveat] }
}

/** The connections that the container of a component takes. */
export function auroraConnections(component: Component, connectionsOf: (memoryBytes: number) => number): number {
  return numberOf(component, 'connections', connectionsOf(sizeOf(component).memoryBytes))
}

function serverlessOf({ serverless }: Component): Serverless | undefined {
  return serverless as Serverless | undefined
}

function sizeOf(component: Component): { cores: number; memoryBytes: number } {
  const serverless = serverlessOf(component)
  if (serverless) return { cores: serverless.max * coresPerUnit, memoryBytes: serverless.max * unitBytes }
  return instanceClassOf(component, defaultClass)
}

function sizeText(component: Component): string {
  const serverless = serverlessOf(component)
  return serverless ? `${serverless.min} to ${serverless.max} ACU` : instanceClassOf(component, defaultClass).name
}

/** A cluster that pauses is one instance that goes when it is idle, and takes its time to come back. */
function pausingOf(component: Component): Omit<Instances, 'perInstance'> | undefined {
  const serverless = serverlessOf(component)
  if (serverless?.min !== 0) return undefined
  return {
    coldStart: { meanMs: resumeMs, distribution: 'constant', cv: 1, samplesMs: [] },
    keepWarmMs: toMilliseconds(serverless.pauseAfter ?? pause.absent),
    most: 1,
    provisioned: 0,
  }
}

/** Both editions cost the same. How many units a serverless one takes on the mean is known only where it may not change. */
function billOf(component: Component): Bill {
  const instances = 1 + numberOf(component, 'readReplicas', 0)
  const serverless = serverlessOf(component)
  const units = serverless && serverless.min === serverless.max ? serverless.max * instances : null
  return {
    items: serverless
      ? [units === null ? { price: 'aurora.acu', quantity: null } : hourly('aurora.acu', units)]
      : [hourly(`aurora.${instanceClassOf(component, defaultClass).name}`, instances)],
    besides: ['storage', 'reads and writes of storage', 'backups'],
  }
}

/** On a part of a core a statement takes longer. */
function longer(work: WorkTime, factor: number): WorkTime {
  return { ...work, meanMs: work.meanMs * factor, samplesMs: work.samplesMs.map((ms) => ms * factor) }
}

function primaryOf(component: Component): Primary | undefined {
  if (numberOf(component, 'readReplicas', 0) === 0) return undefined
  return { failoverMs: toMilliseconds(textOf(component, 'failover') ?? defaultFailover) }
}

function checkServerless(component: Component): Misfit[] {
  const serverless = serverlessOf(component)
  if (!serverless) return []
  const refuse = (message: string, remedy: string): Misfit => ({ parameter: 'serverless', message, remedy })
  const { min, max, pauseAfter } = serverless
  const time = pauseAfter === undefined ? undefined : toMilliseconds(pauseAfter)
  return [
    ...(component.instanceClass === undefined ? [] : [refuse('has an instance class and is serverless', 'Take one of the two out.')]),
    ...(min > max ? [refuse(`has at least ${min} ACU and at most ${max}`, `Write max: ${min} or more.`)] : []),
    ...(time !== undefined && min > 0 ? [refuse('pauses only where it may have 0 ACU', 'Write min: 0, or take pauseAfter out.')] : []),
    ...(time !== undefined && (time < toMilliseconds(pause.least) || time > toMilliseconds(pause.most))
      ? [refuse(`pauses after ${pauseAfter}, and Aurora takes ${pause.least} to ${pause.most}`, `Write a time between them.`)]
      : []),
    ...(min === 0 && numberOf(component, 'readReplicas', 0) > 0
      ? [refuse('pauses and has readers, of which it is not predicted when each pauses', 'Write min: 0.5, or take the readers out.')]
      : []),
  ]
}

function checkFailover(component: Component): Misfit[] {
  if (component.failover === undefined || numberOf(component, 'readReplicas', 0) > 0) return []
  return [
    {
      parameter: 'failover',
      message: 'has a time for its failover, and no reader that could take over',
      remedy: 'Write readReplicas: 1, or take failover out.',
      fix: { label: 'Give it a reader', parameter: 'readReplicas', value: 1 },
    },
  ]
}
