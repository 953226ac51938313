import { defineFault, someReplicas } from './fault-kind.ts'

export const pause = defineFault({
  kind: 'pause',
  label: 'Pause',
  heal: 'Resume',
  icon: 'pause',
  summary: 'The replicas stand still; calls to them hang.',
  strikes: ['component'],
  fields: { replicas: someReplicas },
  tag: ({ replicas }) => (replicas === undefined ? 'paused' : `${replicas} paused`),
  effects: ({ replicas }) => ({ replica: { paused: true }, ...(replicas === undefined ? {} : { replicas }) }),
  quick: [{ label: 'Pause', values: {}, main: true }],
})
