import { expect, test } from 'vitest'
import type { Component, Connection, Design, Protocol } from '../../app/design/design.ts'
import type { Fault } from '../../app/faults/faults.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { checkRunnable } from './check-runnable.ts'

const image = 'ghcr.io/acme/orders:1'

function designOf(orders: Component, other: Component, protocol: Protocol, turned = false): Design {
  const between: Connection = turned ? { from: 'other', to: 'orders', protocol } : { from: 'orders', to: 'other', protocol }
  return {
    microcosm: 1,
    components: { people: { kind: 'traffic', rate: 1 }, orders, other },
    connections: [{ from: 'people', to: 'orders', protocol: 'http' }, between],
  }
}

test.each<[what: string, Design, refused: RegExp | undefined]>([
  ['a stub calling what it speaks', designOf({ kind: 'service' }, { kind: 'valkey' }, 'redis'), undefined],
  ['an image calling what it likes', designOf({ kind: 'service', image }, { kind: 'mysql' }, 'mysql'), undefined],
  ['a folder consuming what it likes', designOf({ kind: 'service', build: './orders' }, { kind: 'kafka' }, 'kafka', true), undefined],
  [
    'a stub calling what it does not speak',
    designOf({ kind: 'service' }, { kind: 'mysql' }, 'mysql'),
    /^orders calls other over mysql, which the stub that plays orders does not speak \(it speaks http, postgres, redis, amqp\): give orders an image of its own, or draw another kind\.$/,
  ],
  [
    'a stub consuming what it does not speak',
    designOf({ kind: 'function' }, { kind: 'kafka' }, 'kafka', true),
    /^orders consumes from other over kafka, which the stub that plays orders does not speak/,
  ],
  [
    'an image calling a stub over what that does not speak',
    designOf({ kind: 'service', image }, { kind: 'service' }, 'grpc'),
    /^orders calls other over grpc, which the stub that plays other does not speak/,
  ],
  [
    'a component that is simulated only',
    designOf({ kind: 'service', image }, { kind: 'topic' }, 'sns'),
    /^other can be predicted and not be run: no free program speaks the API of SNS/,
  ],
])('%s', (_what, design, refused) => {
  const check = () => checkRunnable(design, scenarioOf(design))
  if (refused) expect(check).toThrow(refused)
  else expect(check()).toEqual([])
})

test('what would strike some replicas of an image and strikes all of them is told and left out; stubs are struck one by one', () => {
  const noted = (shop: Component, fault: object) => {
    const faults = [{ at: '2s', target: 'orders', ...fault } as Fault]
    const design = { ...designOf(shop, { kind: 'valkey' }, 'redis'), scenarios: { s: { duration: '9s', faults } } }
    return checkRunnable(design, scenarioOf(design, 's'))
  }
  const slow = { kind: 'slow', factor: 2, replicas: 1 }
  expect(noted({ kind: 'service', image, replicas: 2 }, slow)).toEqual([
    'The slow fault at 2s has no effect on orders, since its image does not slow down or fail by itself, and what is done to the connections to it strikes all its replicas.',
  ])
  expect(noted({ kind: 'service', replicas: 2 }, slow)).toEqual([])
  expect(noted({ kind: 'service', image }, slow)).toEqual([])
  expect(noted({ kind: 'service', image, replicas: 2 }, { kind: 'kill', replicas: 1 })).toEqual([])
})

test('names that only our own program can be told not to find are broken for it alone', () => {
  const noted = (
    orders: Component,
    target: string,
    other: Component = { kind: 'valkey' },
    protocol: Protocol = 'redis',
    turned = false,
  ) => {
    const faults = [{ at: '2s', target, kind: 'dns' } as Fault]
    const design = { ...designOf(orders, other, protocol, turned), scenarios: { s: { duration: '9s', faults } } }
    return checkRunnable(design, scenarioOf(design, 's'))
  }
  expect(noted({ kind: 'service' }, 'orders->other')).toEqual([])
  expect(noted({ kind: 'service', image }, 'people->orders')).toEqual([])
  expect(noted({ kind: 'service', image }, 'orders->other')).toEqual([
    'The dns fault at 2s has no effect on orders → other, since the image that calls over it looks names up in a file of its own.',
  ])
  expect(noted({ kind: 'service' }, 'other->orders', { kind: 'rabbitmq' }, 'amqp', true)).toEqual([
    'The dns fault at 2s has no effect on other → orders, since who takes messages keeps its connection and looks nothing up.',
  ])
})
