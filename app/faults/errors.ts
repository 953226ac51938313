import { share } from '../design/fields.ts'
import { toShare, toText } from '../run/figures.ts'
import { defineFault, someReplicas } from './fault-kind.ts'

export const errors = defineFault({
  kind: 'errors',
  label: 'Errors',
  heal: 'End errors',
  icon: 'circle-x',
  summary: 'This share of requests fails.',
  strikes: ['component', 'connection'],
  fields: { rate: share().meta({ title: 'Share', examples: [0.2] }), replicas: someReplicas },
  tag: ({ rate, replicas }) => `${replicas === undefined ? '' : `${replicas} `}errors ${toText(toShare(rate))}`,
  effects: ({ rate, replicas }) => ({
    replica: { errors: rate },
    connection: { errors: rate },
    ...(replicas === undefined ? {} : { replicas }),
  }),
  quick: [{ label: 'Fail 20 % of requests', values: { rate: 0.2 } }],
})
