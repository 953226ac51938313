import { expect, test } from 'vitest'
import type { Autoscale } from '../../catalogue/component.ts'
import { desiredReplicas } from './desired-replicas.ts'

const scale = (fields: Partial<Pick<Autoscale, 'metric' | 'target'>>) => ({ metric: 'utilisation' as const, target: 0.7, ...fields })

test.each([
  ['3200 requests a second on replicas of 1000 at a target of 0.7 need five', scale({}), { wanted: 4, ready: 4, total: 3.2 }, 5],
  ['and stay five, since 0.64 is near 0.7', scale({}), { wanted: 5, ready: 5, total: 3.2 }, 5],
  ['twice the target doubles', scale({ target: 0.5 }), { wanted: 3, ready: 3, total: 3 }, 6],
  ['half the target halves, rounded up', scale({ target: 0.8 }), { wanted: 5, ready: 5, total: 2 }, 3],
  ['no load needs none', scale({}), { wanted: 9, ready: 9, total: 0 }, 0],
  ['305 % of what one replica reserves at a target of 50 % need seven', scale({ target: 0.5 }), { wanted: 1, ready: 1, total: 3.05 }, 7],
  ['a backlog of 95 at 10 for each needs ten', scale({ metric: 'backlog', target: 10 }), { wanted: 2, ready: 1, total: 95 }, 10],
  ['and is near enough at 21 for two', scale({ metric: 'backlog', target: 10 }), { wanted: 2, ready: 2, total: 21 }, 2],
  ['a ratio of 1.1 is let be', scale({ metric: 'queue', target: 10 }), { wanted: 2, ready: 2, total: 22 }, 2],
  ['a ratio above it is not', scale({ metric: 'queue', target: 10 }), { wanted: 2, ready: 2, total: 22.2 }, 3],
  ['replicas that start count as idle before more are added', scale({ target: 0.5 }), { wanted: 4, ready: 2, total: 2 }, 4],
  ['and are too few where even so the target is missed', scale({ target: 0.2 }), { wanted: 4, ready: 2, total: 2 }, 10],
  ['replicas that are stopped count as just busy enough before some are taken away', scale({}), { wanted: 3, ready: 2, total: 1.06 }, 3],
  ['and even so there may be too many', scale({}), { wanted: 10, ready: 9, total: 1 }, 3],
  ['nothing is known while none serves', scale({}), { wanted: 3, ready: 0, total: 0 }, 3],
])('%s', (_, autoscale, look, desired) => {
  expect(desiredReplicas(autoscale, look)).toBe(desired)
})
