import { expect, test } from 'vitest'
import { fieldsOf, unaccounted } from './account.ts'
import { imported } from './fixtures/imported.ts'
import { readStated } from './read-stated.ts'

test('what a target has no word for is a loss with its place, each reason once', () => {
  const { design, options } = imported({
    'compose.yaml': 'services:\n  api:\n    image: acme/api\n    init: true\n    tty: true\n    shm_size: 64m\n',
  })
  const [api] = readStated(design, options.places).stated.components.values()
  if (!api) expect.fail('there is no component')
  const losses = unaccounted(api, ({ path }) => (path === 'image' ? true : path === 'shm_size' ? 'is up to the node.' : undefined))
  expect(losses).toEqual([
    { where: 'api', what: 'init (compose.yaml:4), tty (compose.yaml:5): not carried over.' },
    { where: 'api', what: 'shm_size (compose.yaml:6): is up to the node.' },
  ])
  expect(losses.map(({ what }) => fieldsOf(what))).toEqual([
    { fields: 'init (compose.yaml:4), tty (compose.yaml:5)', reason: 'not carried over.' },
    { fields: 'shm_size (compose.yaml:6)', reason: 'is up to the node.' },
  ])
})
