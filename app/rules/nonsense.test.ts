import { expect, test } from 'vitest'
import { readDocument } from '../design/document.ts'
import { checkDocument } from './rules.ts'

/** Parameters that make no sense, each in a design that is sound but for it: refused where they stand, with what to do. */

const users = '{ kind: traffic, rate: 5, journeys: { browse: 1, buy: 1 } }'
const shop = '{ kind: service, work: { time: 5ms } }'
const call = 'to: shop, protocol: http'
const lastCall = '  - { from: shop, to: db, protocol: postgres }'
const fault = 'at: 1s, for: 2s, kind: kill, target: shop'
const sound = `microcosm: 1
components:
  users: ${users}
  shop: ${shop}
  stock: { kind: service }
  db: { kind: postgres }
connections:
  - { from: users, ${call} }
  - { from: users, to: stock, protocol: http }
${lastCall}
scenarios:
  bad: { duration: 1m, faults: [{ ${fault} }] }
`

const cases: [written: string, instead: string, sentence: string][] = [
  [users, '{ kind: traffic, rate: -1 }', '3:33 users.rate must be at least 0, not -1.'],
  [users, '{ kind: traffic, rate: 1000000000000 }', '3:33 users.rate must be at most 10000000, not 1000000000000.'],
  [users, '{ kind: traffic, rate: .inf }', '3:33 users.rate must be a number, not Infinity.'],
  [users, '{ kind: traffic, rate: many }', '3:33 users.rate must be a number, not "many".'],
  [users, '{ kind: traffic, users: 0 }', '3:34 users.users must be at least 1, not 0.'],
  [users, '{ kind: traffic, users: 2.5 }', '3:34 users.users must be a whole number, not 2.5.'],
  [users, '{ kind: traffic, rate: 5, users: 5 }', '3:43 users has rate and users, which are different ways to send. Keep one of them.'],
  [users, '{ kind: traffic, batch: 2 }', '3:10 users says neither rate, users nor trace. Write rate: 20 for requests per second.'],
  [users, '{ kind: traffic, rate: 5, think: 1s }', '3:43 users has a think time and no users. Write users: 20, or take it out.'],
  [
    users,
    '{ kind: traffic, users: 5, think: -1s }',
    '3:44 users.think says "-1s", which is not a duration: write a number and a unit, such as 250us, 4ms, 1.5s or 10m.',
  ],
  [
    users,
    '{ kind: traffic, users: 5, arrivals: constant }',
    '3:47 users has users, whose requests come when they have thought, and arrivals. Take arrivals out.',
  ],
  [
    users,
    '{ kind: traffic, rate: 5, arrivals: weibull }',
    '3:46 users.arrivals must be one of poisson, constant, bursty, trace, not "weibull".',
  ],
  [users, '{ kind: traffic, rate: 5, arrivals: bursty }', '3:46 users has bursty arrivals and no burst. Write burst: { on: 1s, off: 4s }.'],
  [
    users,
    '{ kind: traffic, rate: 5, burst: { on: 1s, off: 4s } }',
    '3:43 users has bursts, and its arrivals are not bursty. Write arrivals: bursty.',
  ],
  [
    users,
    '{ kind: traffic, rate: 5, arrivals: bursty, burst: { on: 0s, off: 4s } }',
    '3:67 users.burst.on must be more than nothing: write a duration such as 10ms.',
  ],
  [
    users,
    '{ kind: traffic, rate: 5, arrivals: bursty, burst: { on: 1s, off: 4s, quiet: 1.5 } }',
    '3:87 users.burst.quiet must be at most 1, not 1.5.',
  ],
  [users, '{ kind: traffic, rate: 5, batch: 0 }', '3:43 users.batch must be at least 1, not 0.'],
  [users, '{ kind: traffic, users: 5, batch: 3 }', '3:44 users has batches, which need a rate. Write a rate, or take batch out.'],
  [users, '{ kind: traffic, trace: {} }', '3:34 users has a trace with neither file nor times. Write file: arrivals.csv.'],
  [users, '{ kind: traffic, trace: { file: a.csv, times: [1ms] } }', '3:34 users has a trace with both file and times. Keep one of them.'],
  [
    users,
    '{ kind: traffic, trace: { times: [5ms, 4ms] } }',
    '3:34 users has a trace that goes back from 5ms to 4ms. Write its times in ascending order.',
  ],
  [users, '{ kind: traffic, trace: { times: [] } }', '3:43 users.trace.times must have at least 1 entries, not a list.'],
  [
    users,
    '{ kind: traffic, rate: 5, trace: { times: [5ms] } }',
    '3:43 users has rate and trace, which are different ways to send. Keep one of them.',
  ],
  [
    users,
    '{ kind: traffic, rate: 5, arrivals: trace }',
    '3:46 users has recorded arrivals and no trace. Write trace: { file: arrivals.csv }.',
  ],
  [
    users,
    '{ kind: traffic, trace: { times: [5ms] }, arrivals: poisson }',
    '3:62 users has a trace and poisson arrivals. Take one of them out.',
  ],
  [users, '{ kind: traffic, rate: 5, journeys: { browse: 0 } }', '3:46 users.journeys needs at least one journey with a share above 0.'],
  [shop, '{ kind: service, replicas: 0 }', '4:36 shop.replicas must be at least 1, not 0.'],
  [shop, '{ kind: service, concurrency: 0 }', '4:39 shop.concurrency must be at least 1, not 0.'],
  [shop, '{ kind: service, queueLimit: -1 }', '4:38 shop.queueLimit must be at least 0, not -1.'],
  [
    shop,
    '{ kind: service, work: { time: -5ms } }',
    '4:40 shop.work.time says "-5ms", which is not a duration: write a number and a unit, such as 250us, 4ms, 1.5s or 10m.',
  ],
  [shop, '{ kind: service, work: { time: 5ms, distribution: gamma, cv: 0 } }', '4:70 shop.work.cv must be more than 0, not 0.'],
  [shop, '{ kind: service, work: { time: 5 } }', '4:40 shop.work.time must be a duration with its unit, such as 4ms, not 5.'],
  [shop, '{ kind: service, failureRate: 1.1 }', '4:39 shop.failureRate must be at most 1, not 1.1.'],
  [
    shop,
    '{ kind: service, discipline: liffo }',
    '4:38 shop.discipline must be one of fifo, lifo, processor-sharing, priority, not "liffo". Did you mean lifo?',
  ],
  [
    shop,
    '{ kind: service, priorities: { buy: 1 } }',
    '4:38 shop has priorities, and its discipline is not priority. Write discipline: priority.',
  ],
  [
    shop,
    '{ kind: service, discipline: priority }',
    '4:38 shop serves by priority and has no priorities. Write priorities: { checkout: 1 }, a journey each.',
  ],
  [
    shop,
    '{ kind: service, discipline: priority, priorities: { by: 1 } }',
    '4:66 shop has a priority for the journey "by", which no traffic has. Did you mean buy?',
  ],
  [shop, '{ kind: service, discipline: priority, priorities: { buy: 0 } }', '4:67 shop.priorities.buy must be at least 1, not 0.'],
  [
    shop,
    '{ kind: service, discipline: processor-sharing, queueTimeout: 20ms }',
    '4:71 shop has a queue timeout, and where all requests share the processor none waits in a queue. Take it out, or bound the requests that share with a concurrency.',
  ],
  [
    shop,
    '{ kind: service, discipline: processor-sharing, queueLimit: 5 }',
    '4:69 shop has a queue limit, and where all requests share the processor none waits in a queue. Take it out, or bound the requests that share with a concurrency.',
  ],
  [
    shop,
    '{ kind: service, queueTimeout: soon }',
    '4:40 shop.queueTimeout says "soon", which is not a duration: write a number and a unit, such as 250us, 4ms, 1.5s or 10m.',
  ],
  [
    shop,
    '{ kind: service, queueTimeout: { time: -20ms } }',
    '4:48 shop.queueTimeout.time says "-20ms", which is not a duration: write a number and a unit, such as 250us, 4ms, 1.5s or 10m.',
  ],
  [shop, '{ kind: service, rateLimit: { rate: 0, burst: 5 } }', '4:45 shop.rateLimit.rate must be more than 0, not 0.'],
  [shop, '{ kind: service, rateLimit: { rate: 5 } }', '4:37 shop.rateLimit.burst is missing.'],
  [shop, '{ kind: service, rateLimit: { rate: 5, burst: 0 } }', '4:55 shop.rateLimit.burst must be at least 1, not 0.'],
  [
    shop,
    '{ kind: service, breakdowns: { every: 0s, for: 1s } }',
    '4:47 shop.breakdowns.every must be more than nothing: write a duration such as 10ms.',
  ],
  [
    shop,
    '{ kind: service, breakdowns: { every: 1s, for: 1s, kind: melt } }',
    '4:66 shop.breakdowns.kind must be one of kill, pause, not "melt".',
  ],
  [shop, '{ kind: service, cpu: 0 }', '4:31 shop.cpu must be more than 0, not 0.'],
  [
    call,
    'to: shop, protocol: http, timeout: 0ms',
    '8:55 users->shop has a timeout of nothing, so that every call would fail. Write a duration such as 500ms, or take it out.',
  ],
  [call, 'to: shop, protocol: http, retries: { attempts: 0 }', '8:67 users->shop.retries.attempts must be at least 1, not 0.'],
  [
    call,
    'to: shop, protocol: http, retries: { attempts: 2, backoffFactor: 0.5 }',
    '8:85 users->shop.retries.backoffFactor must be at least 1, not 0.5.',
  ],
  [
    call,
    'to: shop, protocol: http, retries: { attempts: 2, backoff: 1s, maxBackoff: 10ms }',
    '8:95 users->shop waits 1s before the first retry and at most 10ms before any. Make the longest backoff longer, or the first shorter.',
  ],
  [
    call,
    'to: shop, protocol: http, breaker: { openFor: 5s }',
    '8:55 users->shop has a circuit breaker that does not say when it opens. Write failures: 0.5 and window: 10s, or consecutive: 5.',
  ],
  [
    call,
    'to: shop, protocol: http, breaker: { failures: 0.5, window: 10s, consecutive: 5, openFor: 5s }',
    '8:98 users->shop has a circuit breaker that opens on failures in a row and on a share in a window. Keep consecutive, or failures and window.',
  ],
  [
    call,
    'to: shop, protocol: http, breaker: { failures: 0, window: 10s, openFor: 5s }',
    '8:67 users->shop has a circuit breaker that opens on no failures at all. Write a share above 0, such as 0.5.',
  ],
  [
    call,
    'to: shop, protocol: http, breaker: { consecutive: 5, openFor: 0s }',
    '8:82 users->shop.breaker.openFor must be more than nothing: write a duration such as 10ms.',
  ],
  [
    call,
    'to: shop, protocol: http, hedge: { after: 0ms }',
    '8:62 users->shop.hedge.after must be more than nothing: write a duration such as 10ms.',
  ],
  [
    call,
    'to: shop, protocol: http, hedge: { after: 50ms }, timeout: 20ms',
    '8:62 users->shop sends another attempt after 50ms, when the first was given up after 20ms. Hedge sooner than the timeout.',
  ],
  [
    call,
    'to: shop, protocol: http, hedge: { after: 50ms }, mode: async',
    '8:53 users->shop is hedged and asynchronous: nobody waits for an answer that could be late. Take the hedging out, or make it sync.',
  ],
  [call, 'to: shop, protocol: http, bulkhead: 0', '8:56 users->shop.bulkhead must be at least 1, not 0.'],
  [call, 'to: shop, protocol: http, pool: { size: 0 }', '8:60 users->shop.pool.size must be at least 1, not 0.'],
  [
    call,
    'to: shop, protocol: http, pool: { size: 5, timeout: 0s }',
    '8:72 users->shop.pool.timeout must be more than nothing: write a duration such as 10ms.',
  ],
  [call, 'to: shop, protocol: http, rateLimit: { rate: -1, burst: 5 }', '8:65 users->shop.rateLimit.rate must be more than 0, not -1.'],
  [call, 'to: shop, protocol: http, loss: 1', '8:52 users->shop.loss must be at most 0.99, not 1.'],
  [
    call,
    'to: shop, protocol: http, bandwidth: 100MB',
    '8:57 users->shop.bandwidth says "100MB", which is not a bandwidth: write a number and a unit, such as 64kbit, 100Mbit or 1Gbit.',
  ],
  [
    call,
    'to: shop, protocol: http, bandwidth: 0Mbit',
    '8:57 users->shop.bandwidth must be more than nothing: write a bandwidth such as 100Mbit.',
  ],
  [
    call,
    'to: shop, protocol: http, bandwidth: 1Mbit, requestSize: 1kb',
    '8:77 users->shop.requestSize says "1kb", which is not a size: write a number and a unit, such as 64KiB or 512MiB.',
  ],
  [call, 'to: shop, protocol: http, calls: -1', '8:53 users->shop.calls must be at least 0, not -1.'],
  [
    fault,
    'at: 1s, for: 2s, kind: kill, target: shop, repeat: { every: 0s }',
    '12:95 scenarios.bad.faults[0].repeat.every must be more than nothing: write a duration such as 10ms.',
  ],
  [
    fault,
    'at: 1s, kind: kill, target: shop, repeat: { every: 5s }',
    '12:77 In the scenario bad the fault "kill" on shop comes again and does not say how long it lasts. Write for: 5s.',
  ],
  [
    fault,
    'at: 1s, for: 5s, kind: kill, target: shop, repeat: { every: 5s }',
    '12:86 In the scenario bad the fault "kill" on shop lasts 5s and comes again every 5s. Make it shorter, or come less often.',
  ],
  [
    fault,
    'at: 1s, kind: memory, target: shop, limit: lots',
    '12:78 scenarios.bad.faults[0].limit says "lots", which is not a size: write a number and a unit, such as 64KiB or 512MiB.',
  ],
  [
    fault,
    'at: 1s, kind: bandwidth, target: users->shop, bitsPerSecond: 0',
    '12:96 scenarios.bad.faults[0].bitsPerSecond must be more than 0, not 0.',
  ],
  [fault, 'at: 1s, kind: cpu, target: shop, cpus: -1', '12:74 scenarios.bad.faults[0].cpus must be more than 0, not -1.'],
  [
    fault,
    'at: -1s, kind: kill, target: shop',
    '12:39 scenarios.bad.faults[0].at says "-1s", which is not a duration: write a number and a unit, such as 250us, 4ms, 1.5s or 10m.',
  ],
  [
    lastCall,
    '  - { from: shop, to: stock, protocol: http }\n  - { from: stock, to: shop, protocol: http }',
    '11:5 These wait for one another in a circle: shop -> stock -> shop. Make one of the calls async, such as stock->shop, or put a queue there.',
  ],
]

function errorsOf(text: string): string[] {
  return checkDocument(readDocument(text))
    .filter(({ severity }) => severity === 'error')
    .map(({ line, column, message, remedy }) => [`${line}:${column}`, message, remedy].filter(Boolean).join(' '))
}

test('without them the design is sound', () => {
  expect(errorsOf(sound)).toEqual([])
})

test.each(cases)('%s -> %s', (written, instead, sentence) => {
  expect(errorsOf(sound.replace(written, instead))[0]).toBe(sentence)
})
