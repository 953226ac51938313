import { describe, expect, test } from 'vitest'
import { applyFix } from '../design/apply-fix.ts'
import { readDocument } from '../design/document.ts'
import { writeDocument } from '../design/write-document.ts'
import { goodPractice } from './fixtures/good-practice.ts'
import { checkDocument, helpFor, rules } from './rules.ts'

describe.each(goodPractice)('%s: %s', (rule, said, fix, text) => {
  const document = readDocument(text)
  const problems = checkDocument(document)
  const found = problems.filter((problem) => problem.rule === rule)

  test('is said, once, beside no error', () => {
    expect(found.map(({ message, remedy }) => `${message} ${remedy}`)).toContain(said)
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test('says where in the text, and what the field calls it', () => {
    for (const { line } of found) expect(line).toBeGreaterThan(1)
    expect(helpFor(rule)?.url).toMatch(/^https:\/\//)
  })

  test('is settled by its fix, which brings no mistake with it', () => {
    const problem = found.find(({ message, remedy }) => `${message} ${remedy}` === said)
    expect(problem?.fix?.label ?? null).toBe(fix)
    if (!problem?.fix || !document.design) return
    const mended = checkDocument(writeDocument(document, applyFix(document.design, problem.fix)))
    expect(mended.map(({ message, remedy }) => `${message} ${remedy}`)).not.toContain(said)
    const mistakes = (all: typeof mended) => all.filter(({ severity }) => severity !== 'advice').map(({ message }) => message)
    expect(mistakes(mended).filter((each) => !mistakes(problems).includes(each))).toEqual([])
  })
})

const sound = `microcosm: 1
components:
  people: { kind: traffic, rate: 5 }
  shop: { kind: service, replicas: 2, queueLimit: 100, image: "ghcr.io/acme/shop:1.4", cpu: 1, memory: 512MiB }
  stock: { kind: service, image: "ghcr.io/acme/stock@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", cpu: 1, memory: 512MiB }
  store: { kind: minio, image: "minio/minio-client:1.0", cpu: 1, memory: 1GiB }
  tips: { kind: external }
  db: { kind: postgres, readReplicas: 1, failover: 30s }
  mails: { kind: rabbitmq }
  mailer: { kind: service }
connections:
  - { from: people, to: shop, protocol: http, timeout: 3s, retries: { attempts: 2, backoff: 100ms, jitter: true, budget: 0.1 } }
  - { from: shop, to: db, protocol: postgres, timeout: 1s, calls: 9 }
  - { from: shop, to: stock, protocol: http, timeout: 500ms, optional: true }
  - { from: shop, to: tips, protocol: http, mode: async }
  - { from: shop, to: mails, protocol: amqp }
  - { from: mails, to: mailer, protocol: amqp }
scenarios:
  day: { duration: 1m, objectives: [{ metric: availability, above: 0.999 }] }
`

test('a design that does it all gets no advice', () => {
  const ids = new Set(goodPractice.map(([rule]) => rule))
  expect(checkDocument(readDocument(sound)).filter(({ rule }) => ids.has(rule))).toEqual([])
})

const saidOf = (rule: string, components: string[], connections: string[]) =>
  checkDocument(
    readDocument(
      `microcosm: 1\ncomponents:\n${components.map((line) => `  ${line}\n`).join('')}connections:\n${connections.map((line) => `  - { ${line} }\n`).join('')}scenarios:\n  day: { duration: 1m, objectives: [{ metric: availability, above: 0.999 }] }\n`,
    ),
  ).filter((problem) => problem.rule === rule)

test('who gives up by itself after a while, as a load balancer of AWS does, needs no timeout', () => {
  const behind = (kind: string) =>
    saidOf(
      'calls-have-timeouts',
      ['people: { kind: traffic, rate: 5 }', `door: { kind: ${kind} }`, 'shop: { kind: service }'],
      ['from: people, to: door, protocol: http', 'from: door, to: shop, protocol: http'],
    ).map(({ message }) => message)
  expect(behind('alb')).toEqual([])
  expect(behind('api-gateway')).toEqual([])
  expect(behind('nginx')).toEqual(['door waits without end for shop.'])
})

test('only where requests come however many are there already, a queue without limit is spoken of', () => {
  const said = (people: string, ...more: string[]) =>
    saidOf(
      'queue-is-bounded',
      [people, 'door: { kind: nginx }', 'shop: { kind: service }', 'stock: { kind: service }', ...more],
      ['from: people, to: door, protocol: http', 'from: door, to: shop, protocol: http', 'from: shop, to: stock, protocol: http'],
    ).map(({ component }) => component)
  expect(said('people: { kind: traffic, rate: 5 }')).toEqual(['shop'])
  expect(said('people: { kind: traffic, users: 5 }')).toEqual([])
})

test('proxies that part and join many times are looked at once each', () => {
  const rows = Array.from({ length: 30 }, (_, row) => [`a${row}`, `b${row}`] as const)
  const doors = rows.flat().map((id) => `${id}: { kind: nginx }`)
  const between = rows
    .slice(1)
    .flatMap((row, above) => (rows[above] ?? []).flatMap((from) => row.map((to) => `from: ${from}, to: ${to}, protocol: http`)))
  const said = (people: string) =>
    saidOf(
      'queue-is-bounded',
      [people, ...doors, 'shop: { kind: service }'],
      ['from: people, to: a0, protocol: http', ...between, 'from: a29, to: shop, protocol: http'],
    ).length
  expect(said('people: { kind: traffic, users: 5 }')).toBe(0)
  expect(said('people: { kind: traffic, rate: 5 }')).toBe(1)
})

test('a load balancer of AWS checks by itself, and a single replica is not chosen among', () => {
  const said = (door: string, replicas: number) =>
    saidOf(
      'replicas-are-checked',
      ['people: { kind: traffic, rate: 5 }', `door: { kind: ${door} }`, `shop: { kind: service, replicas: ${replicas} }`],
      ['from: people, to: door, protocol: http', 'from: door, to: shop, protocol: http'],
    ).length
  expect([said('alb', 3), said('nginx', 1), said('nginx', 2)]).toEqual([0, 0, 1])
})

test('no container is limited to less memory than its program needs to come up', () => {
  const limited = (kind: string) =>
    saidOf(
      'container-has-limits',
      ['people: { kind: traffic, rate: 5 }', 'shop: { kind: service }', `it: { kind: ${kind}, image: "acme/it:1.0" }`],
      ['from: people, to: shop, protocol: http'],
    ).map(({ fix }) => [fix?.label, fix?.edits.at(-1)])
  const to = (label: string, value: string) => [[`Limit it to 1 core and ${label}`, { path: ['components', 'it', 'memory'], value }]]
  expect(limited('service')).toEqual(to('512 MiB', '512MiB'))
  expect(limited('kafka')).toEqual(to('1.5 GiB', '1536MiB'))
  expect(limited('mssql')).toEqual(to('2 GiB', '2048MiB'))
})

test('what a provider keeps up by itself is no single point of failure, and a database gets who does take over', () => {
  const used = (kind: string, protocol: string) =>
    saidOf(
      'single-point-of-failure',
      ['people: { kind: traffic, rate: 5 }', 'shop: { kind: service, replicas: 2 }', `it: { kind: ${kind} }`],
      ['from: people, to: shop, protocol: http', `from: shop, to: it, protocol: ${protocol}`],
    ).map(({ fix }) => fix?.edits)
  for (const kind of ['alb', 'api-gateway', 'dynamodb', 's3']) expect(used(kind, 'http'), kind).toEqual([])
  expect(used('rds-postgres', 'postgres')).toEqual([[{ path: ['components', 'it', 'multiAz'], value: true }]])
  expect(used('elasticache-memcached', 'memcached')).toEqual([undefined])
  expect(used('aurora-postgres', 'postgres')).toHaveLength(1)
})

test('advice comes after what is wrong', () => {
  const [, , , text] = goodPractice[0] ?? ['', '', '', '']
  const severities = checkDocument(
    readDocument(text.replace('shop: { kind: service }', 'shop: { kind: service, team: 5 }\n  lost: { kind: queue }')),
  ).map(({ severity }) => severity)
  expect(severities).toEqual([...severities].sort((a, b) => order.indexOf(a) - order.indexOf(b)))
})
const order = ['error', 'warning', 'advice']

test('there are at least 65 rules, and each of good practice is explained', () => {
  expect(rules.length).toBeGreaterThanOrEqual(65)
  const advice = rules.filter(({ severity }) => severity === 'advice')
  expect(advice.filter(({ help }) => help === undefined).map(({ id }) => id)).toEqual([])
})
