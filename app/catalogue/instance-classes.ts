import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { textOf } from './capacity-fields.ts'

/** Cores and memory (GiB) of instance classes of Amazon RDS and Aurora: https://aws.amazon.com/rds/instance-types/ */
const sizes = {
  't4g.micro': [2, 1],
  't4g.small': [2, 2],
  't4g.medium': [2, 4],
  't4g.large': [2, 8],
  't4g.xlarge': [4, 16],
  't4g.2xlarge': [8, 32],
  'm7g.large': [2, 8],
  'm7g.xlarge': [4, 16],
  'm7g.2xlarge': [8, 32],
  'm7g.4xlarge': [16, 64],
  'm7g.8xlarge': [32, 128],
  'm7g.12xlarge': [48, 192],
  'm7g.16xlarge': [64, 256],
  'r7g.large': [2, 16],
  'r7g.xlarge': [4, 32],
  'r7g.2xlarge': [8, 64],
  'r7g.4xlarge': [16, 128],
  'r7g.8xlarge': [32, 256],
  'r7g.12xlarge': [48, 384],
  'r7g.16xlarge': [64, 512],
} as const satisfies Record<string, readonly [cores: number, gibibytes: number]>
type Size = keyof typeof sizes

const classes = Object.keys(sizes).map((size) => `db.${size}`)

export interface InstanceClass {
  name: string
  cores: number
  memoryBytes: number
}

export const instanceClassField = (absent: string) =>
  z.enum(classes).optional().meta({
    title: 'Instance class',
    absent,
    section: 'Capacity',
    description: 'Its cores are shared by all statements that run; its memory says how many connections there may be.',
  })

/** The class that a component names, or what stands for it where it names none. */
export function instanceClassOf(component: Component, absent: string): InstanceClass {
  const name = textOf(component, 'instanceClass') ?? absent
  const [cores, gibibytes] = sizes[name.replace(/^db\./, '') as Size] ?? sizes['t4g.medium']
  return { name, cores, memoryBytes: gibibytes * 2 ** 30 }
}
