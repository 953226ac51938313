import { call, type PublishedResult, toDesign } from '../published.ts'

/** A minute of theirs is a second here. */
const shift = 180

export const ciwCafe: PublishedResult = {
  title: "Ciw's café",
  source: 'Ciw, Tutorial II (a network of queues), https://ciw.readthedocs.io/en/latest/Tutorial/tutorial_ii.html',
  about:
    'A counter for cold food (one server), one for hot food (two) and a till (two); 30 % of the guests with cold food also take hot food. From an empty start, how many come to the till in a lunch of three hours. Theirs is the mean of ten lunches, which chance alone moves by three guests; ours of two hundred.',
  rows: [
    {
      figure: 'guests that came to the till',
      theirs: 81.9,
      // Ninety come in three hours, and of them 1.26 are at a counter when it closes, by the queues' mean lengths (M/M/1 and M/M/2).
      exact: 90 - (0.3 / 0.7 + 0.83469),
      unit: 'guests',
      tolerance: 0.02,
      design: toDesign(
        {
          'cold-guests': { kind: 'traffic', rate: 0.3, journeys: { cold: 0.7, both: 0.3 } },
          'hot-guests': { kind: 'traffic', rate: 0.2, journeys: { hot: 1 } },
          'cold-food': { kind: 'service', concurrency: 1, holdsWorker: false, work: { time: '1s' } },
          'hot-food': { kind: 'service', concurrency: 2, holdsWorker: false, work: { time: '2.5s' } },
          till: { kind: 'service', concurrency: 2, work: { time: '2s' } },
        },
        [
          call('cold-guests', 'cold-food'),
          call('hot-guests', 'hot-food'),
          call('cold-food', 'hot-food', { calls: { both: 1 }, order: 1 }),
          call('cold-food', 'till', { calls: { cold: 1, both: 1 }, order: 2 }),
          call('hot-food', 'till', { calls: { hot: 1 } }),
        ],
        { duration: `${shift}s` },
      ),
      runs: 200,
      read: ({ components, series }) => {
        const till = components.till
        return till ? till.throughput * shift + (series.components.till?.inSystem?.at(-1) ?? till.inSystem.mean) : null
      },
    },
  ],
  notExpressed: [],
}
