import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { toBytes } from '../design/quantities.ts'
import { hourly } from './billing.ts'
import { memoryField, numberOf, replicasField, textOf } from './capacity-fields.ts'
import type { Kind, Misfit } from './component.ts'
import { fargateSizes } from './fargate-size.ts'
import { serviceParts } from './service-parts.ts'

// 57 s from created to started, the mean of ten tasks with an image of 413 MB; most of it is the pull, so that small images take
// less: https://elasticscale.com/reduce-aws-fargate-pull-times-with-soci/
const startup = '57s'
// The smallest task, which is also what is meant where the design says nothing.
const smallest = { cpu: 0.25, memory: '512MiB' }

const cores = fargateSizes.map(({ cpus }) => cpus as number)

const parts = serviceParts({
  copy: 'task',
  replicas: replicasField().meta({
    title: 'Tasks',
    absent: 1,
    unit: 'tasks',
    section: 'Capacity',
    description: 'Desired count: how many copies run.',
  }),
  cpu: z
    .number()
    .refine((value) => cores.includes(value), `is not a size of Fargate: write ${cores.join(', ')}`)
    .optional()
    .meta({
      title: 'Task CPU',
      absent: smallest.cpu,
      unit: 'vCPU',
      section: 'Container',
      description: `Cores of one task: ${cores.join(', ')}.`,
    }),
  memory: memoryField().meta({
    title: 'Task memory',
    absent: smallest.memory,
    section: 'Container',
    description: 'Memory of one task. Each number of cores goes with certain sizes only.',
  }),
  scaling: { controller: 'ecs', startup },
})

/** A service of Amazon ECS on Fargate: tasks of certain sizes, which take about a minute to start and follow target tracking. */
export const ecsService: Kind = {
  kind: 'ecs-service',
  label: 'Amazon ECS service',
  family: 'service',
  platform: 'aws',
  icon: 'container',
  summary: 'Tasks of Amazon ECS on Fargate, which answer requests, call others and consume messages.',
  keywords: ['ecs', 'fargate', 'elastic container service', 'task', 'container', 'microservice', 'worker', 'app runner'],
  ...parts,
  // A task has the size of the smallest where the design gives it none.
  behaviour: (component) => parts.behaviour({ ...smallest, ...component }),
  check: checkSize,
  cdk: { construct: 'Microservice', sized: 'task' },
  billing: (component, { replicas }) => ({
    items: [
      hourly('fargate.cpu', replicas * numberOf(component, 'cpu', smallest.cpu)),
      hourly('fargate.memory', (replicas * toBytes(textOf(component, 'memory') ?? smallest.memory)) / 2 ** 30),
    ],
    besides: ['data out'],
  }),
  container: (component, context) => {
    const plan = parts.container({ ...smallest, ...component }, context)
    const caveat = 'Docker runs it, not Fargate: how long a task takes to start, and its scaling, are predicted only.'
    return { ...plan, caveats: [...plan.caveats, caveat] }
  },
}

/** Fargate runs certain pairs of cores and memory only. */
function checkSize(component: Component): Misfit[] {
  const cpus = numberOf(component, 'cpu', smallest.cpu)
  const memory = textOf(component, 'memory') ?? smallest.memory
  const size = fargateSizes.find((each) => each.cpus === cpus)
  const mebibytes = toBytes(memory) / 2 ** 20
  if (!size || (size.memory as number[]).includes(mebibytes)) return []
  const [least, next] = size.memory as [number, number, ...number[]]
  const most = size.memory.at(-1) ?? least
  const nearest = size.memory.find((each) => each >= mebibytes) ?? most
  return [
    {
      parameter: component.memory === undefined ? 'cpu' : 'memory',
      message: `has tasks of ${cpus} vCPU and ${memory}, a pair that Fargate does not run`,
      remedy: `With ${cpus} vCPU goes memory from ${toText(least)} to ${toText(most)}, in steps of ${toText(next - least)}.`,
      fix: { label: `Give its tasks ${toText(nearest)}`, parameter: 'memory', value: toText(nearest) },
    },
  ]
}

function toText(mebibytes: number): string {
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}GiB` : `${mebibytes}MiB`
}
