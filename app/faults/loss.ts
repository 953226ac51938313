import { share } from '../design/fields.ts'
import { toShare, toText } from '../run/figures.ts'
import { defineFault } from './fault-kind.ts'

export const loss = defineFault({
  kind: 'loss',
  label: 'Loss',
  heal: 'End loss',
  icon: 'cloud-off',
  summary: 'This share of messages on the connection is lost, and sent again as TCP does.',
  strikes: ['connection'],
  fields: { rate: share().meta({ title: 'Share', examples: [0.05] }) },
  tag: ({ rate }) => `loss ${toText(toShare(rate))}`,
  briefTag: ({ rate }) => toText(toShare(rate)),
  effects: ({ rate }) => ({ connection: { loss: rate } }),
  quick: [{ label: 'Lose 20 % of messages', values: { rate: 0.2 } }],
})
