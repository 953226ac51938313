import * as z from 'zod'
import { defineFault } from './fault-kind.ts'

export const cpu = defineFault({
  kind: 'cpu',
  label: 'Limit CPU',
  heal: 'End limit',
  icon: 'cpu',
  summary: 'Each replica gets this many cores.',
  strikes: ['component'],
  fields: {
    cpus: z
      .number()
      .positive()
      .meta({ title: 'Cores', unit: 'cores', examples: [0.5] }),
  },
  tag: ({ cpus }) => `${cpus} ${cpus === 1 ? 'core' : 'cores'}`,
  effects: ({ cpus }) => ({ replica: { cores: cpus } }),
  quick: [{ label: 'Limit to 0.1 cores', values: { cpus: 0.1 } }],
})
