import { call, type PublishedResult, type PublishedRow, toDesign } from '../published.ts'

function row(figure: string, theirs: number, unit: string, retries: number, read: PublishedRow['read'], tolerance = 0.03): PublishedRow {
  return {
    figure,
    theirs,
    unit,
    tolerance,
    // Three hundred queries a second: thirty at once, a tenth of a second each.
    design: toDesign(
      {
        app: { kind: 'traffic', rate: 280 },
        database: { kind: 'postgres', connections: 30, work: { time: '100ms' } },
        web: { kind: 'service', concurrency: 100_000, holdsWorker: false, work: { time: '0ms', distribution: 'constant' } },
      },
      [
        call('app', 'web'),
        call('web', 'database', { protocol: 'postgres', timeout: '1s', ...(retries > 0 ? { retries: { attempts: retries } } : {}) }),
      ],
      {
        duration: '400s',
        warmup: '200s',
        faults: [{ at: '60s', for: '10s', kind: 'pause', target: 'database' }],
      },
    ),
    read,
  }
}

const attempts: PublishedRow['read'] = ({ connections }) => connections['web->database']?.throughput ?? null
const goodput: PublishedRow['read'] = ({ journeys }) => {
  const journey = journeys.default
  return journey ? journey.throughput * (1 - journey.errorRate) : null
}

export const metastable: PublishedResult = {
  title: 'A metastable failure',
  source:
    'N. Bronson, A. Aghayev, A. Charapko and T. Zhu, Metastable Failures in Distributed Systems, HotOS 2021, https://sigops.org/s/conferences/hotos/2021/papers/hotos21-s11-bronson.pdf; L. Huang et al., Metastable Failures in the Wild, OSDI 2022, https://www.usenix.org/conference/osdi22/presentation/huang-lexiang',
  about:
    'A web application sends 280 queries a second to a database that can do 300, and tries each that is not answered in time once more. Queries are held up for ten seconds (here: the database is frozen, a timeout of a second). From then on 560 a second are asked of it, and nothing useful is done although the trigger is long gone; looked at from 130 s after it on.',
  rows: [
    row('queries a second after the trigger, with a retry', 560, '/s', 1, attempts),
    row('useful answers a second then', 0, '/s', 1, goodput, 4),
    row('queries a second after the trigger, without a retry', 280, '/s', 0, attempts),
  ],
  notExpressed: [
    'The experiments of the OSDI paper (collection of garbage, look-aside caches, replicated state machines): their parameters stand in figures and in their repository, not in the text that could be read, so none is claimed.',
    'How long the trigger has to last is not published; ten seconds and the timeout are ours.',
  ],
}
