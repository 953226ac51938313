// The systems that are measured. Each comes as a design, and as what SimPy and C++ are told on their command line.

const end = { microcosm: 1 }

/** One server at a utilisation of 0.8, whose mean response is known exactly. */
export const mm1 = {
  title: 'M/M/1 at utilisation 0.8',
  design: {
    ...end,
    components: {
      source: { kind: 'traffic', rate: 800 },
      station: { kind: 'service', concurrency: 1, work: { time: '1ms', distribution: 'exponential' } },
    },
    connections: [{ from: 'source', to: 'station', protocol: 'http' }],
  },
  ratePerSecond: 800,
  exactMs: 1 / (1 - 0.8),
  requests: { ours: 4_000_000, limit: 8_000_000, peer: 300_000 },
  tolerance: { ours: 0.02, limit: 0.02, peer: 0.08 },
  source: 'mm1.cpp',
  script: 'mm1.py',
  nodes: '',
}

/** Servers, mean work in ms, and which nodes are called side by side once the work is done. */
const nodes = [
  ['gateway', 1, 0.6, [1]],
  ['auth', 2, 1.4, [2]],
  ['api', 2, 1.5, [3, 4, 5]],
  ['catalog', 4, 3, [6]],
  ['pricing', 4, 3, [8]],
  ['reviews', 4, 2.8, [9]],
  ['catalog-cache', 1, 0.5, [7]],
  ['catalog-db', 8, 6, []],
  ['pricing-db', 6, 4.5, []],
  ['reviews-db', 6, 4.2, []],
]

const call = (from, to) => ({ from, to, protocol: 'http', latency: '0.25ms', timeout: '1s', order: 1 })

/** Ten services that call one another, each call with a network hop there and back and a timeout that almost never ends it. */
export const graph = {
  title: 'ten services as RPC, hops of 0.25 ms, a timeout of 1 s on every call',
  design: {
    ...end,
    components: {
      source: { kind: 'traffic', rate: 1000 },
      ...Object.fromEntries(
        nodes.map(([id, concurrency, ms]) => [
          id,
          { kind: 'service', concurrency, holdsWorker: false, work: { time: `${ms}ms`, distribution: 'exponential' } },
        ]),
      ),
    },
    connections: [call('source', 'gateway'), ...nodes.flatMap(([from, , , next]) => next.map((i) => call(from, nodes[i][0])))],
  },
  ratePerSecond: 1000,
  exactMs: undefined,
  requests: { ours: 300_000, limit: 600_000, peer: 12_000 },
  tolerance: { ours: 0.02, limit: 0, peer: 0.08 },
  source: 'graph.cpp',
  script: 'graph.py',
  nodes: nodes.map(([, servers, ms, next]) => `${servers}:${ms}:${next.join('+')}`).join(' '),
}

/** Ten components under 1,000 requests/s for a minute, as somebody would draw them. */
export const shop = { ...graph.design, scenarios: { rush: { duration: '60s', warmup: '5s' } } }

/** Copies of the graph behind one source of 1,000 requests/s, ten components each. */
export function large(seconds, count = 5) {
  const copies = [...Array(count).keys()]
  const named = (id, copy) => (id === 'source' ? id : `${id}-${copy}`)
  const { source, ...services } = graph.design.components
  return {
    ...end,
    components: {
      source,
      ...Object.fromEntries(copies.flatMap((copy) => Object.entries(services).map(([id, service]) => [named(id, copy), service]))),
    },
    connections: copies.flatMap((copy) =>
      graph.design.connections.map((c) => ({
        ...c,
        from: named(c.from, copy),
        to: named(c.to, copy),
        ...(c.from === 'source' ? { calls: 1 / copies.length } : {}),
      })),
    ),
    scenarios: { long: { duration: `${seconds}s`, warmup: '30s' } },
  }
}
