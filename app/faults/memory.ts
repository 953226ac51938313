import { size } from '../design/fields.ts'
import { toBytes } from '../design/quantities.ts'
import { defineFault } from './fault-kind.ts'

export const memory = defineFault({
  kind: 'memory',
  label: 'Limit memory',
  heal: 'End limit',
  icon: 'memory-stick',
  summary: 'Each replica gets this much memory; one that needs more is killed and restarts.',
  strikes: ['component'],
  fields: { limit: size().meta({ title: 'Limit', examples: ['32MiB'] }) },
  tag: ({ limit }) => `memory ${limit}`,
  effects: ({ limit }) => ({ replica: { memoryBytes: toBytes(limit) } }),
  quick: [{ label: 'Limit memory to 32 MiB', values: { limit: '32MiB' } }],
})
