import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noConnectionTrouble } from '../../../app/faults/effects.ts'
import { Edge } from '../mesh/edge.ts'
import { Upstreams } from '../mesh/upstreams.ts'
import { serveControl } from './control.ts'
import { ProxiedConnection } from './proxied-connection.ts'

const config = { address: '127.0.0.1', port: 0, protocol: 'http', dialsPort: 80, balance: 'random', latencyMs: 0, jitterMs: 0 } as const
const edge = new Edge({ ...config, id: 'shop->stock', dials: 'stock' }, new Upstreams())
let server: Awaited<ReturnType<typeof serveControl>>
beforeAll(async () => {
  server = await serveControl(0, [new ProxiedConnection('shop->stock', edge)])
})
afterAll(() => server.close())

async function ask(method: string, path: string, body?: string): Promise<{ status: number; answer: unknown }> {
  const { port } = server.address() as AddressInfo
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body === undefined ? {} : { body }) })
  return { status: reply.status, answer: await reply.json() }
}

const path = '/connections/shop/stock'

test('a connection is broken until it is healed, and counts what passed since the start', async () => {
  edge.stats.end(edge.stats.begin(), false)
  const fault = { latencyMs: 200, jitterMs: 50, errors: 0.1 }
  expect(await ask('PUT', path, JSON.stringify(fault))).toEqual({
    status: 200,
    answer: { 'shop->stock': { requests: 1, failed: 1, fault } },
  })
  expect(edge.trouble).toEqual({ ...noConnectionTrouble, addMs: 200, jitterMs: 50, errors: 0.1 })
  edge.stats.end(edge.stats.begin(), true)
  expect(await ask('GET', '/')).toEqual({ status: 200, answer: { 'shop->stock': { requests: 2, failed: 1, fault } } })
  await ask('PUT', path, '{"partition": true}')
  expect(edge.trouble).toEqual({ ...noConnectionTrouble, cutThere: true, cutBack: true })
  await ask('DELETE', '/connections')
  expect(edge.trouble).toEqual(noConnectionTrouble)
})

test.each([
  ['PUT', '/connections/shop/nobody', '{}', 404, /There is no .* Connections: shop\/stock\./],
  ['PUT', path, '{', 400, /not JSON/],
  ['PUT', path, '[1]', 400, /not a JSON object/],
  ['PUT', path, '{"__proto__": 1}', 400, /"__proto__" is no fault: use latencyMs/],
  ['PUT', path, '{"errors": 2}', 400, /"errors" must be a share from 0 to 1/],
  ['PUT', path, '{"latencyMs": "200"}', 400, /"latencyMs" must be milliseconds/],
  ['POST', path, '{}', 405, /PUT breaks it/],
  ['GET', '/%', undefined, 400, /could not be read/],
])('%s %s %s is refused in a sentence', async (method, at, body, status, sentence) => {
  expect(await ask(method, at, body)).toEqual({ status, answer: { error: expect.stringMatching(sentence) } })
  expect(edge.trouble).toEqual(noConnectionTrouble)
})
