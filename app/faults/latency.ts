import { duration } from '../design/fields.ts'
import { isDuration, toMilliseconds } from '../design/quantities.ts'
import { toLatency, toText } from '../run/figures.ts'
import { defineFault } from './fault-kind.ts'

const added = (add: string) => `+${isDuration(add) ? toText(toLatency(toMilliseconds(add))) : add}`

export const latency = defineFault({
  kind: 'latency',
  label: 'Delay',
  heal: 'End delay',
  icon: 'snail',
  summary: 'Every call on the connection waits this much longer.',
  strikes: ['connection'],
  fields: {
    add: duration().meta({ title: 'Added', examples: ['200ms'] }),
    jitter: duration().optional().meta({ title: 'Jitter', absent: '0ms', description: 'Up to so much more or less, uniformly.' }),
  },
  tag: ({ add }) => `latency ${added(add)}`,
  briefTag: ({ add }) => added(add),
  effects: ({ add, jitter }) => ({
    connection: { addMs: toMilliseconds(add), jitterMs: jitter === undefined ? 0 : toMilliseconds(jitter) },
  }),
  quick: [
    { label: 'Delay +100 ms', values: { add: '100ms' }, main: true },
    { label: 'Delay +200 ms', values: { add: '200ms' }, main: true },
  ],
})
