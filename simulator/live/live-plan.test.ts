import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { RunFailure } from '../../app/run/engine.ts'
import type { ComponentProgram } from '../../app/run/program.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { toLivePlan } from './live-plan.ts'
import { chooseSubnet } from './subnet.ts'

const design: Design = {
  microcosm: 1,
  components: {
    users: { kind: 'traffic', rate: 10 },
    shop: { kind: 'service', replicas: 2 },
    mailer: { kind: 'service', image: 'example.org/mailer:1', port: 9000 },
    bus: { kind: 'rabbitmq' },
    'shop-db': { kind: 'postgres' },
    'mail-db': { kind: 'postgres' },
  },
  connections: [
    { from: 'users', to: 'shop', protocol: 'http', latency: '2ms', jitter: '500us' },
    { from: 'shop', to: 'shop-db', protocol: 'postgres' },
    { from: 'shop', to: 'bus', protocol: 'amqp' },
    { from: 'bus', to: 'mailer', protocol: 'amqp' },
    { from: 'mailer', to: 'mail-db', protocol: 'postgres' },
  ],
}

function plan(of: Design = design) {
  const subnet = chooseSubnet([])
  if (!subnet) throw new Error('no subnet')
  return toLivePlan({ design: of, scenario: scenarioOf(of), seed: 3, subnet })
}

function programOf(id: string, replica = 0): ComponentProgram {
  return JSON.parse(plan().components.get(id)?.env(replica).MICROCOSM_PROGRAM ?? '')
}

test('every connection has an address of its own on the port of whom it leads to', () => {
  const { edges } = plan()
  expect(new Set(edges.map((edge) => edge.address)).size).toBe(5)
  expect(edges.map(({ id, dials, port }) => [id, dials, port])).toEqual([
    ['users->shop', 'shop', 8080],
    ['shop->shop-db', 'shop-db', 5432],
    ['shop->bus', 'bus', 5672],
    ['bus->mailer', 'bus', 5672],
    ['mailer->mail-db', 'mail-db', 5432],
  ])
  expect(edges[0]).toMatchObject({ latencyMs: 2, jitterMs: 0.5, balance: 'round-robin' })
})

test('a consumer connects to its broker, and has to wait for it', () => {
  const { components, edges } = plan()
  expect(components.get('bus')?.dials).toEqual([])
  expect(components.get('mailer')?.dials).toEqual(['bus', 'mail-db'])
  expect(components.get('mailer')?.extraHosts).toEqual([`bus:${edges[3]?.address}`, `mail-db:${edges[4]?.address}`])
})

test('stubs are told where the mesh is and which replica they are, and call over the addresses of their connections', () => {
  const shop = programOf('shop', 1)
  expect(shop.control).toMatchObject({ host: '10.201.0.2', port: 9900, replica: 1 })
  expect(shop.calls.map(({ connection, host, port }) => [connection, host, port])).toEqual([
    ['shop->shop-db', '10.201.8.2', 5432],
    ['shop->bus', '10.201.8.3', 5672],
  ])
  expect(programOf('users')).toMatchObject({ role: 'load', seed: 3 })
})

test('secrets are the same for both ends of a connection, and others in the next run', () => {
  const one = plan()
  const stored = one.components.get('shop-db')?.container.env.POSTGRES_PASSWORD
  const used = JSON.parse(one.components.get('shop')?.env(0).MICROCOSM_PROGRAM ?? '').calls[0].password
  expect(used).toBe(stored)
  expect(plan().components.get('shop-db')?.container.env.POSTGRES_PASSWORD).not.toBe(stored)
})

test('a design that does not fit into one run is refused', () => {
  const components = { ...design.components, shop: { kind: 'service', replicas: 5000 } }
  expect(() => plan({ ...design, components })).toThrow(RunFailure)
})
