import { call, type PublishedResult, type PublishedRow, toDesign } from '../published.ts'

/** A minute of theirs is 100 ms here: a service takes ten. */
const minuteMs = 100

function row(servers: number, theirs: number, exact: number): PublishedRow {
  return {
    figure: `mean wait with ${servers} servers`,
    theirs,
    exact,
    unit: 'minutes',
    tolerance: 0.03,
    design: toDesign(
      { customers: { kind: 'traffic', rate: 2 }, bank: { kind: 'service', concurrency: servers, work: { time: '1s' } } },
      [call('customers', 'bank')],
      { duration: '20000s', warmup: '200s' },
    ),
    runs: 3,
    read: ({ components }) => {
      const mean = components.bank?.waiting.mean
      return mean === null || mean === undefined ? null : mean / minuteMs
    },
  }
}

export const ciwBank: PublishedResult = {
  title: "Ciw's bank",
  source:
    'Ciw, Tutorial I, part 4 (trials, warm-up and cool-down), https://ciw.readthedocs.io/en/latest/Tutorial/GettingStarted/part_4.html',
  about:
    'Customers come to a bank at 0.2 a minute and are served at 0.1 a minute; three servers, and what a fourth would bring. Theirs is the mean of ten days, of which one has a mean wait of 18 minutes; the exact value is by Erlang C.',
  // Erlang C with two servers’ worth of work: 4/9 of the customers wait, or 4/23.
  rows: [row(3, 5.62649, 40 / 9), row(4, 0.79868, 20 / 23)],
  notExpressed: [],
}
