import { count } from '../design/fields.ts'
import { defineFault } from './fault-kind.ts'

export const scale = defineFault({
  kind: 'scale',
  label: 'Scale',
  heal: 'Scale back',
  icon: 'layers',
  summary: 'An operator sets the number of replicas.',
  strikes: ['component'],
  byOperator: true,
  fields: { replicas: count(0).meta({ title: 'Replicas', unit: 'replicas', examples: [2] }) },
  tag: ({ replicas }) => `scaled to ${replicas}`,
  effects: ({ replicas }) => ({ wanted: replicas }),
  quick: [],
})
