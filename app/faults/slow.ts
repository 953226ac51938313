import * as z from 'zod'
import { defineFault, someReplicas } from './fault-kind.ts'

export const slow = defineFault({
  kind: 'slow',
  label: 'Slow',
  heal: 'End slowness',
  icon: 'turtle',
  summary: 'Work takes this many times as long.',
  strikes: ['component'],
  fields: {
    factor: z
      .number()
      .min(1)
      .max(1000)
      .meta({ title: 'Factor', unit: '×', examples: [3] }),
    replicas: someReplicas,
  },
  tag: ({ factor, replicas }) => (replicas === undefined ? `slow ×${factor}` : `${replicas} slow ×${factor}`),
  effects: ({ factor, replicas }) => ({ replica: { slow: factor }, ...(replicas === undefined ? {} : { replicas }) }),
  quick: [{ label: 'Slow ×3', values: { factor: 3 }, main: true }],
})
