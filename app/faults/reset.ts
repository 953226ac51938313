import { share } from '../design/fields.ts'
import { toShare, toText } from '../run/figures.ts'
import { defineFault } from './fault-kind.ts'

export const reset = defineFault({
  kind: 'reset',
  label: 'Reset',
  heal: 'End resets',
  icon: 'scissors',
  summary: 'This share of calls finds its connection reset, whatever its protocol.',
  strikes: ['connection'],
  fields: { rate: share().meta({ title: 'Share', examples: [0.2] }) },
  tag: ({ rate }) => `resets ${toText(toShare(rate))}`,
  briefTag: ({ rate }) => toText(toShare(rate)),
  effects: ({ rate }) => ({ connection: { resets: rate } }),
  quick: [{ label: 'Reset 20 % of calls', values: { rate: 0.2 } }],
})
