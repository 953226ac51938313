import { share } from '../design/fields.ts'
import { toShare, toText } from '../run/figures.ts'
import { defineFault } from './fault-kind.ts'

export const errors = defineFault({
  kind: 'errors',
  label: 'Errors',
  heal: 'End errors',
  icon: 'circle-x',
  summary: 'This share of requests fails.',
  strikes: ['component', 'connection'],
  fields: { rate: share().meta({ title: 'Share', examples: [0.2] }) },
  tag: ({ rate }) => `errors ${toText(toShare(rate))}`,
  effects: ({ rate }) => ({ replica: { errors: rate }, connection: { errors: rate } }),
  quick: [{ label: 'Fail 20 % of requests', values: { rate: 0.2 } }],
})
