import * as z from 'zod'
import { defineFault } from './fault-kind.ts'

const limit = (bitsPerSecond: number) => `${Number((bitsPerSecond / 1e6).toPrecision(3))} Mbit/s`

export const bandwidth = defineFault({
  kind: 'bandwidth',
  label: 'Bandwidth',
  heal: 'End limit',
  icon: 'gauge',
  summary: 'The connection carries no more than this, each way.',
  strikes: ['connection'],
  fields: {
    bitsPerSecond: z
      .number()
      .positive()
      .meta({ title: 'Limit', unit: 'bit/s', examples: [1_000_000] }),
  },
  tag: ({ bitsPerSecond }) => `limited to ${limit(bitsPerSecond)}`,
  briefTag: ({ bitsPerSecond }) => limit(bitsPerSecond),
  effects: ({ bitsPerSecond }) => ({ connection: { bitsPerSecond } }),
  quick: [{ label: 'Limit to 1 Mbit/s', values: { bitsPerSecond: 1_000_000 } }],
})
