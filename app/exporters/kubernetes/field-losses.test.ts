import { expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { kinds } from '../../catalogue/catalogue.ts'
import type { Component, Design } from '../../design/design.ts'
import { toExportOptions } from '../compose/fixtures/export-options.ts'
import { oneOfEachKind } from '../fixtures/one-of-each-kind.ts'
import { imported } from '../imported/fixtures/imported.ts'
import { toCluster } from './cluster.ts'
import { toFieldLosses } from './field-losses.ts'
import { kubernetesExporter } from './kubernetes.ts'

test('what a program keeps itself is named, with the number for pools where a store is shared by pods that come and go', () => {
  const design: Design = {
    microcosm: 1,
    components: {
      api: { kind: 'service', concurrency: 4, queueLimit: 100, autoscale: { min: 2, max: 20, metric: 'utilisation', target: 0.6 } },
      report: { kind: 'service', image: 'acme/report:1', queueLimit: 5 },
      db: { kind: 'postgres', connections: 100, readReplicas: 1 },
    },
    connections: [
      { from: 'api', to: 'db', protocol: 'postgres', timeout: '2s' },
      { from: 'report', to: 'db', protocol: 'postgres' },
    ],
  }
  expect(lossesOf(design)).toEqual(
    expect.arrayContaining([
      'api: What the design says of its concurrency and queueLimit is for its own program to keep.',
      'report: What the design says of its queueLimit is for its own program to keep.',
      'api->db: timeout (2s): for the program of api to keep.',
      'api->db: db takes 100 connections and all who call it may be 23 pods while they are replaced: give each of these a pool of 4 at most.',
      'db: readReplicas is predicted only: in the cluster, the primary runs alone.',
      'db: Those who call it sign in as app, whom its image lets do everything: make a user for each with the rights that it needs.',
    ]),
  )
  expect(lossesOf(design).filter((what) => /^db: .*\bconnections\b.*predicted/.test(what))).toEqual([])
})

test('of a cache it is said that it keeps nothing and asks nobody', () => {
  const told = lossesOf({ microcosm: 1, components: { cache: { kind: 'redis' }, db: { kind: 'postgres' } } })
  expect(told).toContain('cache: It has no volume: what it holds is gone with its pod, as after each change of its Deployment.')
  expect(told.filter((what) => what.includes('asks nobody to sign in'))).toEqual([
    'cache: It asks nobody to sign in: the policies alone keep others out.',
  ])
})

test('what is so on a machine with Docker alone is not said of a cluster, and an edition that is not for production is', () => {
  const told = lossesOf({ microcosm: 1, components: { task: { kind: 'ecs-service' }, db: { kind: 'mssql' }, bus: { kind: 'mosquitto' } } })
  expect(told.filter((what) => what.includes('Docker'))).toEqual([])
  expect(told).toContain('task: Kubernetes runs it, not Fargate: how long a task takes to start is up to the cluster.')
  const timed = lossesOf({ microcosm: 1, components: { cache: { kind: 'redis' }, look: { kind: 'grafana' } } })
  expect(timed.filter((what) => what.includes('this machine'))).toEqual([])
  expect(timed).toContain('cache: Commands take the time that its engine needs, not the time the design gives them.')
  expect(told).toContainEqual(expect.stringMatching(/^db: Its licence is the .*not for production: set the edition/))
  expect(told.filter((what) => /^bus: .*(?:sign in|password)/.test(what))).toHaveLength(1)
})

test('a volume of an image whose user is not known is told of', () => {
  const services = { own: '{ image: "acme/own:1", volumes: ["d:/d"] }', known: '{ image: "acme/own:1", user: "7", volumes: ["e:/d"] }' }
  const { design, options } = imported({
    'compose.yaml': `services: { own: ${services.own}, known: ${services.known} }\nvolumes: { d: {}, e: {} }`,
  })
  const told = kubernetesExporter.export(design, options).losses.filter(({ what }) => what.includes('fsGroup'))
  expect(told.map(({ where }) => where)).toEqual(['own'])
})

test('a gateway does not balance over pods that it finds behind one address', () => {
  const design: Design = {
    microcosm: 1,
    components: { edge: { kind: 'nginx' }, api: { kind: 'service', replicas: 2 }, one: { kind: 'service' } },
    connections: [
      { from: 'edge', to: 'api', protocol: 'http', path: '/api', balance: 'least-connections' },
      { from: 'edge', to: 'one', protocol: 'http', path: '/one', balance: 'least-connections' },
    ],
  }
  const told = lossesOf(design).filter((what) => what.includes('balancing'))
  expect(told).toEqual([expect.stringMatching(/^edge->api: .* least-connections balancing needs a service mesh\.$/)])
})

test.each([
  ['rabbitmq:management', true],
  ['ghcr.io/acme/api:main-latest', true],
  ['acme/api', true],
  ['postgres:17', false],
  ['localhost:5000/acme/api:v1', false],
])('%s names no version: %s', (image, isSaid) => {
  const told = lossesOf({ microcosm: 1, components: { api: { kind: 'service', image } } })
  expect(told.some((what) => what.includes(`${image} names no version`))).toBe(isSaid)
})

test('no field of any kind that a cluster runs is left without an answer', () => {
  const whole = oneOfEachKind()
  const unsampled: string[] = []
  const run = new Set(toCluster(whole).workloads.map(({ id }) => id))
  for (const { kind, parameters } of kinds) {
    const id = `one-${kind}`
    if (!run.has(id)) continue
    for (const field of Object.keys(parameters).filter((each) => !answered.includes(each))) {
      const sample = sampleOf(parameters[field] as ZodType)
      if (sample === undefined) {
        unsampled.push(`${kind}.${field}`)
        continue
      }
      const component = { ...whole.components[id], [field]: sample } as Component
      const cluster = toCluster({ ...whole, components: { ...whole.components, [id]: component } })
      const workload = cluster.workloads.find((one) => one.id === id)
      if (!workload) continue
      const told = [...workload.plan.caveats, ...toFieldLosses(workload, cluster)].join(' ')
      const isCarried = JSON.stringify(workload.plan) !== JSON.stringify(planWithout(whole, id, field))
      const isNamed = told.toLowerCase().includes(field.toLowerCase()) || (field === 'queueLimit' && told.includes('queue limit'))
      expect(isNamed || isCarried || (field === 'work' && /take the time/.test(told)), `${kind}.${field}: ${told}`).toBe(true)
    }
  }
  expect(unsampled).toEqual([])
})

/** Those with objects of their own, or a loss of their own elsewhere. */
const answered = [
  ...['rows', 'locking', 'replicationLag', 'breakdowns'],
  'image',
  'build',
  'port',
  'env',
  'cpu',
  'memory',
  'replicas',
  'autoscale',
]

/** The first of these that the field takes and the kind does not have anyway. */
function sampleOf(schema: ZodType): unknown {
  const candidates = [
    ...[7, 0.5, '7s', false, 'block', 'optimistic', 'lifo', 'least-outstanding', 'round-robin', 'rest', '7MiB'],
    ...[{ time: '77ms' }, { read: { time: '1ms' } }, { rate: 7, burst: 7 }, { hitRatio: 0.7 }, { browse: 7 }, { every: '1m', for: '5s' }],
    ...[
      { target: '5ms', interval: '100ms' },
      { algorithm: 'gradient' },
      { count: 7 },
      { size: 7 },
      { every: '7s' },
      { interval: '7s' },
      { keys: 7 },
    ],
  ]
  return candidates.find((candidate) => schema.safeParse(candidate).success)
}

function planWithout(design: Design, id: string, field: string) {
  const { [field]: _field, ...rest } = design.components[id] as Record<string, unknown>
  return toCluster({ ...design, components: { ...design.components, [id]: rest as unknown as Component } }).workloads.find(
    (one) => one.id === id,
  )?.plan
}

function lossesOf(design: Design): string[] {
  return kubernetesExporter.export(design, toExportOptions()).losses.map(({ where, what }) => `${where}: ${what}`)
}
