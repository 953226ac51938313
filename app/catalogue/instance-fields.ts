import type { Component } from '../design/design.ts'
import { count, duration, type Timing, timing } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { numberOf, textOf } from './capacity-fields.ts'
import type { Instances } from './component.ts'
import { toWorkTime } from './work-time.ts'

// A few hundred milliseconds for an interpreted language (AWS, "Understanding Lambda's execution environment": under 100 ms to
// over 1 s).
const defaultColdStart = '300ms'
// Providers promise nothing; instances that nobody used have been seen to live for minutes to an hour.
const defaultKeepWarm = '10m'
// Concurrent executions of an account in a region, unless more are asked for:
// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const defaultInstances = 1000

/** Instances that start when they are needed and go when they are not: parameters of functions. */
export const instanceFields = (absentColdStart = defaultColdStart) => ({
  coldStart: timing().optional().meta({
    title: 'Cold start',
    absent: absentColdStart,
    section: 'Instances',
    description: 'Added to a request that finds no warm instance.',
  }),
  keepWarm: duration().optional().meta({
    title: 'Kept warm for',
    absent: defaultKeepWarm,
    section: 'Instances',
    description: 'An idle instance goes after this; 0s: every request that finds nothing running starts one.',
  }),
  concurrency: count(1, 1000).optional().meta({
    title: 'Concurrency',
    absent: 1,
    unit: 'requests',
    section: 'Instances',
    description: 'Requests one instance serves at once.',
  }),
  maxInstances: count(1, 100_000).optional().meta({
    title: 'Instances at most',
    absent: defaultInstances,
    unit: 'instances',
    section: 'Instances',
    description: 'Requests beyond them are refused (429), or wait where there is a queue limit.',
  }),
  provisioned: count(0, 100_000).optional().meta({
    title: 'Provisioned',
    absent: 0,
    unit: 'instances',
    section: 'Instances',
    description: 'Instances that are always warm.',
  }),
  queueLimit: count(0, 10_000_000).optional().meta({
    title: 'Queue limit',
    absent: 0,
    unit: 'requests',
    section: 'Instances',
    description: 'Requests that may wait for an instance when there are no more to be had.',
  }),
})

/** What a function's instance parameters say, in numbers. */
export function instancesOf(component: Component, absentColdStart: Timing = defaultColdStart): Instances {
  const most = numberOf(component, 'maxInstances', defaultInstances)
  return {
    coldStart: toWorkTime((component.coldStart as Timing | undefined) ?? absentColdStart),
    keepWarmMs: toMilliseconds(textOf(component, 'keepWarm') ?? defaultKeepWarm),
    perInstance: numberOf(component, 'concurrency', 1),
    most,
    provisioned: Math.min(most, numberOf(component, 'provisioned', 0)),
  }
}
