import { expect, test } from 'vitest'
import type { Component, Design } from '../design/design.ts'
import { toContainerPlan } from './container-context.ts'

test.each<[string, Component, boolean]>([
  ['a stand-in', { kind: 'service' }, true],
  ['traffic', { kind: 'traffic', rate: 1 }, true],
  ['an image of the person’s own', { kind: 'service', image: 'acme/orders:1' }, false],
  ['a folder to build', { kind: 'service', build: './orders' }, false],
])('what %s sends is lost or kept as its program says', (_who, sender, isTold) => {
  const design: Design = {
    microcosm: 1,
    components: { sender, jobs: { kind: 'rabbitmq' } },
    connections: [{ from: 'sender', to: 'jobs', protocol: 'amqp', mode: 'async' }],
  }
  const plan = toContainerPlan(design, 'jobs', { secret: String, address: ({ to }) => ({ host: to, port: 5672 }) })
  expect(plan?.caveats.some((caveat) => caveat.startsWith('Messages are sent without writing them to disk'))).toBe(isTold)
})
