import { describe, expect, test } from 'vitest'
import { readDocument } from '../design/document.ts'
import { checkDocument } from '../rules/rules.ts'

const problemsOf = (fields: string, connections = '') =>
  checkDocument(readDocument(`microcosm: 1\ncomponents:\n  it: { ${fields} }\n${connections}`))
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message)

/** Parameters that mean nothing, each with its one sentence: component, field, what is allowed. */
describe('nonsense is refused by name', () => {
  const cache = (fields: string) => `kind: redis, cache: { ${fields} }`
  const scale = (fields: string) => `kind: service, autoscale: { ${fields} }`
  const fn = (fields: string) => `kind: function, ${fields}`
  const broker = (fields: string) => `kind: rabbitmq, ${fields}`
  test.each([
    [cache('hitRatio: 1.2'), 'it.cache.hitRatio must be at most 1, not 1.2.'],
    [cache('hitRatio: -0.1'), 'it.cache.hitRatio must be at least 0, not -0.1.'],
    [
      cache('hitRatio: 0.9, coldFor: -1s'),
      'it.cache.coldFor says "-1s", which is not a duration: write a number and a unit, such as 250us, 4ms, 1.5s or 10m.',
    ],
    [cache('keys: 0'), 'it.cache.keys must be at least 1, not 0.'],
    [cache('keys: 100, zipf: -1'), 'it.cache.zipf must be at least 0, not -1.'],
    [cache('keys: 100, capacity: 0'), 'it.cache.capacity must be at least 1, not 0.'],
    [cache('keys: 100, policy: lfu'), 'it.cache.policy must be one of lru, fifo, not "lfu".'],
    [cache('keys: 100, hitRatio: 0.5'), 'it.cache.hitRatio is what comes out where keys are given: write one of the two.'],
    [cache('keys: 100, coldFor: 5s'), 'it.cache.coldFor goes with hitRatio: a cache with keys begins empty and warms up by itself.'],
    [cache('ttl: 5s'), 'it.cache.ttl needs keys beside it: say how many different keys are asked for.'],
    [cache('keys: 5, ttl: 0ms'), 'it.cache.ttl must be more than nothing: write a duration such as 10ms.'],
    [cache('capacity: 5'), 'it.cache.capacity needs keys beside it: say how many different keys are asked for.'],
    [scale('min: 3, max: 2, target: 0.5'), 'it.autoscale.max must be at least min, which is 3, not 2.'],
    [
      scale('min: 0, max: 2, target: 0.5'),
      'it.autoscale.min can be 0 only where the metric is backlog: without a replica nothing else is measured.',
    ],
    [
      scale('min: 1, max: 2, target: 0.5, schedule: { at: 0s, replicas: 3 }'),
      'it.autoscale.schedule.replicas must be at most max, which is 2, not 3.',
    ],
    [
      scale('min: 1, max: 2, target: 0.5, schedule: { at: 0s, for: 1h, every: 1h, replicas: 2 }'),
      'it.autoscale.schedule.every must be longer than for: it begins again when it is over.',
    ],
    [
      scale('min: 1, max: 2, target: 0.5, controller: ecs, scaleUp: { stabilisation: 1m }'),
      'it.autoscale.scaleUp.stabilisation is of kubernetes only: ECS has cooldown and downCooldown.',
    ],
    [
      scale('min: 1, max: 2, target: 0.5, downCooldown: 1m, scaleDown: { stabilisation: 1m }'),
      'it.autoscale.downCooldown is the stabilisation of scaleDown: write one of the two.',
    ],
    [
      scale('min: 1, max: 2, target: 5, metric: rate, reserved: 1'),
      'it.autoscale.reserved goes with utilisation: it says what is used of it.',
    ],
    [
      scale('min: 1, max: 2, target: 5, metric: rate, idle: 1m'),
      'it.autoscale.idle goes with min: 0, since at least so many run otherwise.',
    ],
    [scale('min: 1, max: 2, target: 0'), 'it.autoscale.target must be more than 0, not 0.'],
    [scale('min: 1, max: 2, target: 70'), 'it.autoscale.target must be at most 1 for utilisation where nothing is reserved, not 70.'],
    [scale('min: 1, max: 2, target: 5, metric: cpu'), 'it.autoscale.metric must be one of utilisation, queue, rate, backlog, not "cpu".'],
    [scale('min: 1, max: 2, target: 0.5, interval: 0s'), 'it.autoscale.interval must be more than nothing: write a duration such as 10ms.'],
    [scale('min: 1, max: 2'), 'it.autoscale.target is missing.'],
    [
      scale('min: 1, max: 2, target: 0.5, startup: soon'),
      'it.autoscale.startup says "soon", which is not a duration: write a number and a unit, such as 250us, 4ms, 1.5s or 10m.',
    ],
    [fn('maxInstances: 0'), 'it.maxInstances must be at least 1, not 0.'],
    [fn('concurrency: 0'), 'it.concurrency must be at least 1, not 0.'],
    [fn('provisioned: -1'), 'it.provisioned must be at least 0, not -1.'],
    [fn('queueLimit: -1'), 'it.queueLimit must be at least 0, not -1.'],
    ['kind: postgres, readReplicas: -1', 'it.readReplicas must be at least 0, not -1.'],
    ['kind: postgres, failover: 5', 'it.failover must be a duration with its unit, such as 4ms, not 5.'],
    [broker('maxReceives: 0'), 'it.maxReceives must be at least 1, not 0.'],
    [broker('batch: { size: 0 }'), 'it.batch.size must be at least 1, not 0.'],
    [broker('batch: { window: 1s }'), 'it.batch.size is missing.'],
    [broker('poll: 0s'), 'it.poll must be more than nothing: write a duration such as 10ms.'],
    [broker('visibilityTimeout: 0s'), 'it.visibilityTimeout must be more than nothing: write a duration such as 10ms.'],
    [broker('retention: 0s'), 'it.retention must be more than nothing: write a duration such as 10ms.'],
    [broker('deadLetter: 5'), 'it.deadLetter must be text, not 5.'],
    [broker('deadLetter: it'), 'The dead letters of it go to "it", which is itself.'],
    [broker('deadLetter: nowhere'), 'The dead letters of it go to "nowhere", which is no component.'],
  ])('%s', (fields, sentence) => {
    expect(problemsOf(fields)).toContain(sentence)
  })

  const connection = (fields: string) => `connections:\n  - { from: it, to: it, protocol: http, ${fields} }\n`
  test.each([
    ['reads: 2', 'it->it.reads must be at most 1, not 2.'],
    ['batch: 5', 'it->it.batch must be a map of keys and values, not 5.'],
    ['onMiss: 5', 'it->it.onMiss must be text, not 5.'],
  ])('a connection with %s', (fields, sentence) => {
    expect(problemsOf('kind: service', connection(fields))).toContain(sentence)
  })
})
