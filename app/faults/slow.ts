import * as z from 'zod'
import { defineFault } from './fault-kind.ts'

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
  },
  tag: ({ factor }) => `slow ×${factor}`,
  effects: ({ factor }) => ({ replica: { slow: factor } }),
  quick: [{ label: 'Slow ×3', values: { factor: 3 }, main: true }],
})
