import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { toUndrawnLines } from './undrawn-lines.ts'

const design: Design = {
  microcosm: 1,
  components: { shop: { kind: 'service' }, cache: { kind: 'redis' }, db: { kind: 'postgres' } },
  connections: [{ from: 'shop', to: 'db', protocol: 'postgres' }],
}
const call = (to: string, port = 1) => ({ from: 'shop', to, port, sure: true })
const positions = { shop: { x: 0, y: 0 }, cache: { x: 400, y: 0 }, db: { x: 400, y: 200 } }

test('a call has one line between its cards until it is drawn', () => {
  const lines = toUndrawnLines([call('cache', 1), call('cache', 2), call('db')], design, positions, new Map())
  expect(lines.map(({ id }) => id)).toEqual(['shop->cache'])
  expect(lines[0]?.label.x).toBeGreaterThan(200)
  expect(lines[0]?.label.x).toBeLessThan(400)
})

test('where a card is not to be seen there is no line', () => {
  expect(toUndrawnLines([call('cache')], design, positions, new Map([['cache', 'backend']]))).toEqual([])
  expect(toUndrawnLines([call('gone')], design, positions, new Map())).toEqual([])
})
