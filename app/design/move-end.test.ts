import { expect, test } from 'vitest'
import type { Design } from './design.ts'
import { checkEnds, checkInsert, insertBetween, moveEnds } from './move-end.ts'

const design: Design = {
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate: 20 },
    shop: { kind: 'service' },
    bills: { kind: 'service', name: 'Bills' },
    cache: { kind: 'redis' },
    'cache-2': { kind: 'redis' },
    db: { kind: 'postgres' },
    jobs: { kind: 'rabbitmq' },
  },
  connections: [
    { from: 'people', to: 'shop', protocol: 'http', timeout: '1s', retries: { attempts: 2 } },
    { from: 'shop', to: 'cache', protocol: 'redis' },
    { from: 'shop', to: 'db', protocol: 'postgres', onMiss: 'cache' },
  ],
  scenarios: { day: { duration: '1m', faults: [{ kind: 'latency', target: 'people->shop', at: '1s', for: '1s', add: '1s' }] } },
}
const [toShop, toCache, toDb] = design.connections ?? []
if (!toShop || !toCache || !toDb) throw new Error('The design has three connections.')

test('a moved end keeps what is set, and its faults', () => {
  const moved = moveEnds(design, toShop, { from: 'people', to: 'bills' })
  expect(moved.connections?.[0]).toEqual({ ...toShop, to: 'bills' })
  expect(moved.scenarios?.day?.faults?.[0]?.target).toBe('people->bills')
})

test('calls that are made on misses follow; with another caller they do not', () => {
  expect(moveEnds(design, toCache, { from: 'shop', to: 'cache-2' }).connections?.[2]?.onMiss).toBe('cache-2')
  expect(moveEnds(design, toCache, { from: 'bills', to: 'cache' }).connections?.[2]?.onMiss).toBeUndefined()
  expect(moveEnds(design, toDb, { from: 'bills', to: 'db' }).connections?.[2]).toEqual({ from: 'bills', to: 'db', protocol: 'postgres' })
})

test('the protocol and the waiting are those of the new end', () => {
  const moved = moveEnds(design, toCache, { from: 'shop', to: 'jobs' })
  expect(moved.connections?.[1]).toEqual({ from: 'shop', to: 'jobs', protocol: 'amqp', mode: 'async' })
  const again = moved.connections?.[1]
  expect(again && moveEnds(moved, again, { from: 'shop', to: 'cache' }).connections?.[1]).toEqual({
    from: 'shop',
    to: 'cache',
    protocol: 'redis',
  })
})

test('ends that cannot be connected are refused with the reason', () => {
  expect(checkEnds(design, { from: 'shop', to: 'db' })).toContain('already')
  expect(checkEnds(design, { from: 'shop', to: 'shop' })).toBe('A component cannot call itself.')
  expect(checkEnds(design, { from: 'shop', to: 'people' })).toContain('only sends')
  expect(moveEnds(design, toShop, { from: 'people', to: 'db' })).toBe(design)
})

test('a component is put between, and the caller keeps what is set', () => {
  const inserted = insertBetween(design, toShop, 'bills')
  expect(inserted.connections?.[0]).toEqual({ ...toShop, to: 'bills' })
  expect(inserted.connections?.at(-1)).toEqual({ from: 'bills', to: 'shop', protocol: 'http' })
  expect(checkInsert(design, toShop, 'db')).toContain('postgres')
  expect(insertBetween(design, toShop, 'db')).toBe(design)
})
