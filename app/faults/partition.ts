import * as z from 'zod'
import { defineFault } from './fault-kind.ts'

const tags = { both: 'cut off', there: 'requests cut off', back: 'answers cut off' }

export const partition = defineFault({
  kind: 'partition',
  label: 'Cut',
  heal: 'Join again',
  icon: 'unplug',
  summary: 'Nothing passes the connection, or nothing one way.',
  strikes: ['connection'],
  fields: {
    direction: z.enum(['both', 'there', 'back']).optional().meta({
      title: 'Direction',
      absent: 'both',
      description: 'there: requests are lost. back: they are served, and the answers are lost.',
    }),
  },
  tag: ({ direction = 'both' }) => tags[direction],
  effects: ({ direction = 'both' }) => ({ connection: { cut: direction === 'both' ? true : direction } }),
  quick: [
    { label: 'Cut off', values: {}, main: true },
    { label: 'Lose answers', values: { direction: 'back' } },
  ],
})
