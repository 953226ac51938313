import { expect, test } from 'vitest'
import { toPathsDesign } from '../catalogue/fixtures/paths-design.ts'
import { applyFix } from '../design/apply-fix.ts'
import type { Design } from '../design/design.ts'
import { gatewayTellsRequestsApart } from './gateway-tells-requests-apart.ts'

const withPaths = toPathsDesign('nginx')
const withoutPaths: Design = {
  ...withPaths,
  connections: (withPaths.connections ?? []).map(({ path: _path, ...connection }) => connection),
}

test('a gateway whose paths tell requests apart is right', () => {
  expect(gatewayTellsRequestsApart.check(withPaths)).toEqual([])
})

test('without paths a button gives one to each target, and has callers request it', () => {
  const components = { ...withoutPaths.components }
  delete components.canary
  const connections = (withoutPaths.connections ?? []).filter(({ to }) => to !== 'canary')
  const [finding] = gatewayTellsRequestsApart.check({ ...withoutPaths, components, connections })
  if (!finding?.fix) return expect.fail('no fix')
  const mended = applyFix({ ...withoutPaths, components, connections }, finding.fix)
  expect(mended.connections?.map(({ to, path }) => [to, path])).toEqual([
    ['gateway', { browse: '/catalogue', order: '/orders' }],
    ['catalogue', '/catalogue'],
    ['orders', '/orders'],
  ])
  expect(gatewayTellsRequestsApart.check(mended)).toEqual([])
})

test('what nothing but chance tells apart is found, and an imported design keeps its own configuration', () => {
  expect(gatewayTellsRequestsApart.check(withoutPaths)).toHaveLength(1)
  expect(gatewayTellsRequestsApart.check({ ...withoutPaths, 'x-compose': { files: ['compose.yaml'] } })).toEqual([])
})
