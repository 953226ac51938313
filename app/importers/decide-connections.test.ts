import { expect, test } from 'vitest'
import { connectionId, type Design } from '../design/design.ts'
import { decideConnections } from './decide-connections.ts'
import type { Inferred } from './importer.ts'

const place = { file: '/project/compose.yaml', line: 1, column: 1 }
const inferredOf = (from: string, to: string, more: Partial<Inferred>): Inferred => ({
  connection: { from, to, protocol: 'http' },
  reason: `${from} names ${to}.`,
  confidence: 0.5,
  accepted: true,
  place,
  ...more,
})
const inferred = [
  inferredOf('web', 'api', {}),
  inferredOf('api', 'db', {}),
  inferredOf('web', 'db', { accepted: false }),
  inferredOf('db', 'web', { accepted: false, obstacle: 'A database calls nobody.' }),
]
const design: Design = {
  microcosm: 1,
  components: { web: { kind: 'service' }, api: { kind: 'service' }, db: { kind: 'postgres' } },
  connections: [{ from: 'api', to: 'web', protocol: 'http' }, ...inferred.slice(0, 2).map(({ connection }) => connection)],
}

test.each([
  { decided: {}, taken: ['web->api', 'api->db'] },
  { decided: { 'api->db': false }, taken: ['web->api'] },
  { decided: { 'web->db': true }, taken: ['web->api', 'api->db', 'web->db'] },
  { decided: { 'web->api': false, 'api->db': false }, taken: [] },
  { decided: { 'db->web': true }, taken: ['web->api', 'api->db'] },
])('$decided leaves $taken beside what was stated', ({ decided, taken }) => {
  const { connections } = decideConnections(design, inferred, new Map(Object.entries(decided)))
  expect(connections?.map(connectionId)).toEqual(['api->web', ...taken])
})

test('a design without any connection has no list of them', () => {
  const none = new Map(inferred.map(({ connection }) => [connectionId(connection), false]))
  expect(decideConnections({ ...design, connections: [] }, inferred, none)).not.toHaveProperty('connections')
})
