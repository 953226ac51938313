import type { Component } from '../design/design.ts'
import { size, type Timing } from '../design/fields.ts'
import { toBytes } from '../design/quantities.ts'
import { bySecond, perMillion } from './billing.ts'
import { memoryField, numberOf, textOf } from './capacity-fields.ts'
import type { Instances, Kind, Misfit } from './component.ts'
import { functionParts } from './function-parts.ts'
import { instanceFields, instancesOf } from './instance-fields.ts'

// Memory of a function: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
const memory = { absent: '128MiB', least: '128MiB', most: '10240MiB' }
// Environments that one function may start: 1,000 every ten seconds: https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html
const starts = { ratePerSecond: 100, burst: 1000 }
// Event source mapping of SQS: begins with five concurrent invocations, adds up to 300 a minute, up to 1,250:
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
const polling = { first: 5, ratePerSecond: 300 / 60, most: 1250 }
/**
 * Means of the start-up of a Node 20 function of 256 MB, by the size of its package (MiB, ms), 100 starts each:
 * gist by adriantanasa, November 2023. Between two the mean is on the line between them.
 */
const coldStarts = [
  [0, 242],
  [4, 374],
  [16, 703],
  [64, 3200],
] as const
const defaultPackage = '1MiB'

const { concurrency, maxInstances, coldStart, queueLimit, ...rest } = instanceFields()

const parts = functionParts({
  parameters: {
    maxInstances: maxInstances.meta({
      title: 'Reserved concurrency',
      absent: 1000,
      unit: 'executions',
      section: 'Instances',
      description: 'Executions at once; requests beyond are throttled (429). Absent: what an account has in a region, 1,000 unless raised.',
    }),
    package: size().optional().meta({
      title: 'Package size',
      absent: defaultPackage,
      section: 'Instances',
      description: 'Its code and dependencies: the larger, the longer it takes to start from cold.',
    }),
    coldStart: coldStart.meta({
      title: 'Cold start',
      section: 'Instances',
      description: 'Added to a request that finds no warm environment. Absent: as was measured for packages of this size.',
    }),
    ...rest,
    queueLimit,
  },
  instancesOf: toInstances,
})

/** A function of AWS Lambda: environments for one request each, which start as fast as Lambda lets them. */
export const lambda: Kind = {
  kind: 'lambda',
  label: 'AWS Lambda',
  platform: 'aws',
  icon: 'square-function',
  summary: 'Function of AWS Lambda: one environment for each request, started from cold when none is free.',
  keywords: ['lambda', 'serverless', 'faas', 'handler', 'consumer', 'event source', 'concurrency'],
  ...parts,
  parameters: {
    ...parts.parameters,
    memory: memoryField().meta({
      title: 'Memory',
      absent: memory.absent,
      section: 'Container',
      description: 'From 128 MiB to 10,240 MiB; 1,769 MiB come with one whole core.',
    }),
  },
  check: checkMemory,
  // Request and answer of a call that waits: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  mostPayloadBytes: 6 * 2 ** 20,
  cdk: { construct: 'ServerlessFunction' },
  billing: (component, { requests, executing }) => {
    const gibibytes = toBytes(textOf(component, 'memory') ?? memory.absent) / 2 ** 30
    const provisioned = numberOf(component, 'provisioned', 0)
    return {
      items: [
        perMillion('lambda.requests', requests),
        bySecond('lambda.duration', executing * gibibytes),
        ...(provisioned > 0 ? [bySecond('lambda.provisioned', provisioned * gibibytes)] : []),
      ],
      besides: ['data out'],
    }
  },
}

function toInstances(component: Component): Instances {
  return { ...instancesOf(component, toColdStart(component)), starts, polling }
}

/** Their spread was wide: nine of ten starts of the smallest took up to 584 ms. */
function toColdStart(component: Component): Timing {
  const mebibytes = toBytes(textOf(component, 'package') ?? defaultPackage) / 2 ** 20
  const above = coldStarts.findIndex(([least]) => least >= mebibytes)
  const at = above < 0 ? coldStarts.length - 1 : Math.max(1, above)
  const [[from, low], [to, high]] = [coldStarts[at - 1] ?? coldStarts[0], coldStarts[at] ?? coldStarts[3]]
  const mean = low + ((high - low) * (mebibytes - from)) / (to - from)
  return { time: `${Math.round(mean)}ms`, distribution: 'lognormal', cv: 1 }
}

function checkMemory(component: Component): Misfit[] {
  const text = textOf(component, 'memory')
  if (text === undefined || (toBytes(text) >= toBytes(memory.least) && toBytes(text) <= toBytes(memory.most))) return []
  const nearest = toBytes(text) < toBytes(memory.least) ? memory.least : memory.most
  return [
    {
      parameter: 'memory',
      message: `has ${text} of memory, and Lambda gives ${memory.least} to ${memory.most}`,
      remedy: `Write ${nearest}.`,
      fix: { label: `Give it ${nearest}`, parameter: 'memory', value: nearest },
    },
  ]
}
