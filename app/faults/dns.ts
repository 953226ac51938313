import { defineFault } from './fault-kind.ts'

export const dns = defineFault({
  kind: 'dns',
  label: 'Break DNS',
  heal: 'Mend DNS',
  icon: 'globe-off',
  summary: 'The caller finds no address for whom it calls: its calls fail at once, before they are sent.',
  strikes: ['connection'],
  fields: {},
  tag: () => 'name not found',
  effects: () => ({ connection: { unresolved: true } }),
  quick: [{ label: 'Break DNS', values: {} }],
})
