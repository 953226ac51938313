import { expect, test, vi } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import type { Problem } from '../../app/design/problem.ts'

// The stores reach for the window's bridge when they are read; nothing here asks it anything.
vi.mock('../bridge.ts', () => ({ request: () => Promise.reject(new Error('no program here')), on: () => () => undefined }))
const { placeOf } = await import('./focus-place.ts')

const design: Design = {
  microcosm: 1,
  components: { a: { kind: 'service' }, b: { kind: 'service' } },
  connections: [{ from: 'a', to: 'b', protocol: 'http' }],
}
const problem = (rest: Partial<Problem>): Problem => ({ severity: 'error', rule: 'schema', message: 'wrong', path: [], ...rest })

test.each([
  ['a component it names', problem({ component: 'a' }), { component: 'a' }],
  ['a component by path', problem({ path: ['components', 'b', 'replicas'] }), { component: 'b' }],
  ['a connection by name', problem({ connection: 'a->b', component: 'a' }), { connection: 'a->b' }],
  ['a connection by path', problem({ path: ['connections', 0, 'timeout'] }), { connection: 'a->b' }],
  ['a component that is not drawn', problem({ component: 'gone' }), undefined],
  ['the file as a whole', problem({ path: ['name'] }), undefined],
])('%s', (_, given, expected) => {
  expect(placeOf(given, design)).toEqual(expected)
})
