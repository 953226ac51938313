import { describe, expect, test } from 'vitest'
import { type Condition, type Figures, troubleOf } from './trouble.ts'

const calm: Figures = { rate: 100, errorRate: 0, degraded: null, utilisation: 0.4, queue: 0, mean: 20, p50: 18, p95: 60, p99: 90 }
const well: Condition = { figures: calm, state: 'ready', replicas: 2, replicasReady: 2, struck: false, objectives: [] }

describe('trouble is the worst of what is known', () => {
  test.each<[string, Partial<Condition>, string]>([
    ['nothing wrong', {}, 'none'],
    ['before any run', { figures: null, state: null, replicasReady: null }, 'none'],
    ['exactly at the warning threshold is not yet above it', { figures: { ...calm, utilisation: 0.75 } }, 'none'],
    ['busy', { figures: { ...calm, utilisation: 0.8 } }, 'warning'],
    ['saturated', { figures: { ...calm, utilisation: 0.93 } }, 'bad'],
    ['some errors', { figures: { ...calm, errorRate: 0.019 } }, 'warning'],
    ['many errors', { figures: { ...calm, errorRate: 0.2 } }, 'bad'],
    ['down', { figures: null, state: 'down', replicasReady: 0 }, 'bad'],
    ['one replica of two is gone', { replicasReady: 1 }, 'warning'],
    ['paused', { state: 'paused' }, 'warning'],
    ['still starting', { figures: null, state: 'starting', replicasReady: 0 }, 'none'],
    ['struck by a fault that does no harm yet', { struck: true }, 'warning'],
    ['a missed latency objective', { objectives: [{ component: 'a', metric: 'p99', below: '80ms' }] }, 'bad'],
    ['a kept latency objective', { objectives: [{ component: 'a', metric: 'p99', below: '0.2s' }] }, 'none'],
    ['a missed availability', { figures: { ...calm, errorRate: 0.003 }, objectives: [{ metric: 'availability', above: 0.999 }] }, 'bad'],
    ['an objective on a figure nobody has', { objectives: [{ metric: 'p999', below: '1ms' }] }, 'none'],
  ])('%s', (_, change, expected) => expect(troubleOf({ ...well, ...change })).toBe(expected))
})
