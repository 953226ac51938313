import { defineFault } from './fault-kind.ts'

export const partition = defineFault({
  kind: 'partition',
  label: 'Cut',
  heal: 'Join again',
  icon: 'unplug',
  summary: 'Nothing passes the connection.',
  strikes: ['connection'],
  fields: {},
  tag: () => 'cut off',
  effects: () => ({ connection: { cut: true } }),
  quick: [{ label: 'Cut', values: {}, main: true }],
})
