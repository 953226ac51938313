import { defineFault, someReplicas } from './fault-kind.ts'

export const restart = defineFault({
  kind: 'restart',
  label: 'Restart',
  heal: 'End',
  icon: 'rotate-ccw',
  summary: 'The replicas end and start again.',
  strikes: ['component'],
  fields: { replicas: someReplicas },
  tag: ({ replicas }) => (replicas === undefined ? 'restarting' : `${replicas} restarting`),
  effects: ({ replicas }) => ({ replica: { down: true }, endsItself: true, ...(replicas === undefined ? {} : { replicas }) }),
  quick: [{ label: 'Restart', values: {} }],
})
