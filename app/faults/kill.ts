import { defineFault, someReplicas } from './fault-kind.ts'

export const kill = defineFault({
  kind: 'kill',
  label: 'Kill',
  heal: 'Restore',
  icon: 'skull',
  summary: 'The replicas end at once; calls to them are refused.',
  strikes: ['component'],
  fields: { replicas: someReplicas },
  tag: ({ replicas }) => (replicas === undefined ? 'killed' : `${replicas} killed`),
  effects: ({ replicas }) => ({ replica: { down: true }, ...(replicas === undefined ? {} : { replicas }) }),
  quick: [{ label: 'Kill', values: {}, main: true }],
})
