import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { count, size, type Work } from '../design/fields.ts'
import { toBytes } from '../design/quantities.ts'
import { hourly, perMillion } from './billing.ts'
import { numberOf, textOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { Kind, Misfit, Throughput } from './component.ts'
import { toServerPlan } from './server-parts.ts'
import { keysField, keysOf } from './throughput-fields.ts'

// Single-digit milliseconds at any scale: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
const work: Work = { time: '4ms', distribution: 'lognormal', cv: 0.5 }
// It has no workers that a person sees, so any number that is never reached.
const concurrency = 100_000
// Of one partition, or a mix of both: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput-scenarios.html
const perPartition = { reads: 3000, writes: 1000 }
// A new on-demand table: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput-scenarios.html
const warm = { reads: 12_000, writes: 4000 }
// Unused provisioned capacity is kept for five minutes: https://repost.aws/knowledge-center/dynamodb-spiky-workloads-short-intervals
const burstMs = 300_000
// A write unit is for 1 KB, a read unit for 4 KB, or 8 KB where it need not be the latest:
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html
const unit = { read: 4096, write: 1024 }
const defaultItem = '1KiB'
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
const mostItem = '400KiB'
const image = 'amazon/dynamodb-local:2.6.1'

/** A table of Amazon DynamoDB: its capacity, and that of the partitions over which its keys lie. */
export const dynamodb: Kind = {
  kind: 'dynamodb',
  label: 'Amazon DynamoDB',
  family: 'database',
  platform: 'aws',
  icon: 'table-2',
  summary: 'Table of Amazon DynamoDB: key-value store without servers, limited by its capacity and by that of each partition.',
  keywords: ['dynamo', 'ddb', 'nosql', 'key-value', 'document', 'table', 'serverless', 'on-demand', 'rcu', 'wcu'],
  parameters: {
    capacityMode: z.enum(['on-demand', 'provisioned']).optional().meta({
      title: 'Capacity mode',
      absent: 'on-demand',
      section: 'Capacity',
      description: `on-demand: what it is warm for, at once. provisioned: so many units a second, and what was not used in the last five minutes.`,
    }),
    reads: count(1, 10_000_000)
      .optional()
      .meta({
        title: 'Read capacity',
        unit: 'units/s',
        section: 'Capacity',
        description: `Absent: on-demand ${warm.reads.toLocaleString('en')}, as a new table.`,
      }),
    writes: count(1, 10_000_000)
      .optional()
      .meta({
        title: 'Write capacity',
        unit: 'units/s',
        section: 'Capacity',
        description: `Absent: on-demand ${warm.writes.toLocaleString('en')}, as a new table.`,
      }),
    itemSize: size().optional().meta({
      title: 'Item size',
      absent: defaultItem,
      section: 'Capacity',
      description: 'A write takes a unit for each KB of it, a read one for each 4 KB.',
    }),
    consistency: z.enum(['eventual', 'strong']).optional().meta({
      title: 'Reads are',
      absent: 'eventual',
      section: 'Capacity',
      description: 'strong: a read sees every write before it, and takes twice as many units.',
    }),
    partitions: count(1, 10_000).optional().meta({
      title: 'Partitions',
      section: 'Partitions',
      description: 'Each takes 1,000 writes or 3,000 reads a second, or a mix. Absent: as many as its capacity needs.',
    }),
    keys: keysField('Partition keys', 'How evenly they are asked for: a hot one throttles its partition while the others are idle.'),
    work: workField(work, 'Time one call takes.'),
  },
  initial: { capacityMode: 'on-demand' },
  accepts: ['http'],
  offers: [],
  describe: (component) => `${textOf(component, 'capacityMode') ?? 'on-demand'} · ${workTimeText(component, work)}`,
  check: (component) => [...checkCapacity(component), ...checkItem(component)],
  behaviour: (component) => ({
    model: 'station',
    replicas: 1,
    concurrency,
    queueLimit: Number.POSITIVE_INFINITY,
    holdsWorker: true,
    work: workOf(component, work),
    failureRate: 0,
    routing: 'each',
    throughput: throughputOf(component),
  }),
  images: ['amazon/dynamodb-local', 'cnadiminti/dynamodb-local'],
  leastMemoryBytes: 256 * 2 ** 20,
  cdk: { construct: 'DynamoTable' },
  billing: (component, { reads, writes }) => {
    const { read, write } = throughputOf(component)
    return {
      items:
        component.capacityMode === 'provisioned'
          ? [hourly('dynamodb.read-capacity', read.perSecond), hourly('dynamodb.write-capacity', write.perSecond)]
          : [perMillion('dynamodb.read-requests', reads * read.units), perMillion('dynamodb.write-requests', writes * write.units)],
      besides: ['data stored', 'backups'],
    }
  },
  container: (component) =>
    toServerPlan(
      component,
      { image, licence: 'DynamoDB local licence agreement of AWS' },
      {
        fidelity: 'protocol-compatible',
        ports: { http: 8000 },
        command: ['-jar', 'DynamoDBLocal.jar', '-sharedDb', '-inMemory'],
        ready: { probe: 'tcp', port: 8000 },
        caveats: [
          'DynamoDB local plays it and keeps items in memory: it throttles nothing, and programs make their tables themselves.',
          'Requests without a signature are answered 400, so it is for programs that know DynamoDB.',
        ],
      },
    ),
}

function throughputOf(component: Component): Throughput {
  const bytes = toBytes(textOf(component, 'itemSize') ?? defaultItem)
  const isProvisioned = component.capacityMode === 'provisioned'
  const reads = numberOf(component, 'reads', warm.reads)
  const writes = numberOf(component, 'writes', warm.writes)
  const needed = Math.max(1, Math.ceil(reads / perPartition.reads), Math.ceil(writes / perPartition.writes))
  return {
    read: {
      units: Math.max(1, Math.ceil(bytes / unit.read)) * (component.consistency === 'strong' ? 1 : 0.5),
      perPartition: perPartition.reads,
      perSecond: reads,
    },
    write: { units: Math.max(1, Math.ceil(bytes / unit.write)), perPartition: perPartition.writes, perSecond: writes },
    sharesPartition: true,
    ...(isProvisioned ? { burstMs } : {}),
    partitions: { count: numberOf(component, 'partitions', needed), ...keysOf(component) },
  }
}

function checkCapacity(component: Component): Misfit[] {
  if (component.capacityMode !== 'provisioned') return []
  return (['reads', 'writes'] as const)
    .filter((field) => component[field] === undefined)
    .map((field) => ({
      parameter: field,
      message: `has provisioned capacity, and does not say how many ${field} a second`,
      remedy: `Write ${field}, or capacityMode: on-demand.`,
      fix: { label: 'Make it on-demand', parameter: 'capacityMode', value: 'on-demand' },
    }))
}

function checkItem(component: Component): Misfit[] {
  const text = textOf(component, 'itemSize')
  if (text === undefined || toBytes(text) <= toBytes(mostItem)) return []
  return [
    {
      parameter: 'itemSize',
      message: `has items of ${text}, and DynamoDB takes ${mostItem} at most`,
      remedy: 'Write less, or keep what is large in a bucket and its address here.',
      fix: { label: `Set it to ${mostItem}`, parameter: 'itemSize', value: mostItem },
    },
  ]
}
