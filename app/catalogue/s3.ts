import type { Component } from '../design/design.ts'
import { count, type Work } from '../design/fields.ts'
import { perMillion } from './billing.ts'
import { numberOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { Kind, Throughput } from './component.ts'
import { minioImage, toMinioPlan } from './minio-server.ts'
import { keysField, keysOf } from './throughput-fields.ts'

// Small objects, first byte out 100 to 200 milliseconds:
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
const work: Work = { time: '150ms', distribution: 'lognormal', cv: 0.3 }
// It has no workers that a person sees, so any number that is never reached.
const concurrency = 100_000
// Of each partitioned prefix; beyond it 503 Slow Down: https://repost.aws/knowledge-center/http-5xx-errors-s3
const perPrefix = { reads: 5500, writes: 3500 }

/** A bucket of Amazon S3: each prefix takes so many requests a second. */
export const s3: Kind = {
  kind: 's3',
  label: 'Amazon S3',
  family: 'object store',
  platform: 'aws',
  icon: 'package',
  summary: 'Bucket of Amazon S3: objects of any number, with a rate of requests for each prefix.',
  keywords: ['s3', 'simple storage service', 'bucket', 'blob', 'files', 'objects', 'storage', 'data lake'],
  parameters: {
    prefixes: count(1, 10_000)
      .optional()
      .meta({
        title: 'Prefixes',
        absent: 1,
        section: 'Partitions',
        description: `Each takes ${perPrefix.writes.toLocaleString('en')} writes and ${perPrefix.reads.toLocaleString('en')} reads a second; others are told to slow down.`,
      }),
    keys: keysField('Objects', 'How evenly they are asked for, and so their prefixes.'),
    work: workField(work, 'Time until the first byte of an answer. What an object takes to be sent is up to the connection.'),
  },
  initial: {},
  accepts: ['http'],
  offers: [],
  describe: (component) =>
    `${numberOf(component, 'prefixes', 1)} prefixes · ${workTimeText(component, work)}`.replace(/^1 prefixes/, '1 prefix'),
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
  images: ['adobe/s3mock'],
  standIn: 'minio/minio',
  leastMemoryBytes: 512 * 2 ** 20,
  cdk: { construct: 'ObjectStore' },
  billing: (_, { reads, writes }) => ({
    items: [perMillion('s3.reads', reads), perMillion('s3.writes', writes)],
    besides: ['data stored', 'data out'],
  }),
  container: (component, context) => {
    const plan = toMinioPlan(component, context)
    const caveat = `The image ${minioImage} plays it: it tells nobody to slow down, and answers as fast as this machine does.`
    return { ...plan, fidelity: 'protocol-compatible', caveats: [...plan.caveats, caveat] }
  },
}

function throughputOf(component: Component): Throughput {
  const whole = Number.POSITIVE_INFINITY
  return {
    read: { units: 1, perPartition: perPrefix.reads, perSecond: whole },
    write: { units: 1, perPartition: perPrefix.writes, perSecond: whole },
    partitions: { count: numberOf(component, 'prefixes', 1), ...keysOf(component) },
  }
}
