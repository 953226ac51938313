import { expect, test } from 'vitest'
import { connectionId, type Design } from './design.ts'
import { isAsynchronous } from './is-asynchronous.ts'
import { checkTurn, turnConnection } from './turn-connection.ts'

const design: Design = {
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate: 5 },
    api: { kind: 'service', name: 'API' },
    mailer: { kind: 'service' },
    events: { kind: 'kafka' },
    cache: { kind: 'redis' },
    db: { kind: 'postgres', name: 'DB' },
  },
  connections: [
    { from: 'people', to: 'api', protocol: 'http' },
    { from: 'api', to: 'mailer', protocol: 'http', timeout: '2s' },
    { from: 'mailer', to: 'events', protocol: 'kafka', mode: 'async' },
    { from: 'api', to: 'cache', protocol: 'redis' },
    { from: 'api', to: 'db', protocol: 'postgres', onMiss: 'cache' },
  ],
  scenarios: { day: { duration: '60s', faults: [{ kind: 'latency', target: 'api->mailer', at: '10s', add: '1s' }] } },
}
const at = (id: string) => design.connections?.find((one) => connectionId(one) === id) ?? expect.fail(`no ${id}`)

test('a connection goes the other way in its place, with what is set on it and the faults that strike it', () => {
  const turned = turnConnection(design, at('api->mailer'))
  expect(turned.connections?.[1]).toEqual({ from: 'mailer', to: 'api', protocol: 'http', timeout: '2s' })
  expect(turned.scenarios?.day?.faults?.[0]?.target).toBe('mailer->api')
  expect(turnConnection(turned, turned.connections?.[1] ?? expect.fail('lost'))).toEqual(design)
})

test('who sends to a broker becomes who consumes from it, and back', () => {
  const consumes = turnConnection(design, at('mailer->events'))
  const delivery = consumes.connections?.[2] ?? expect.fail('lost')
  expect(delivery).toEqual({ from: 'events', to: 'mailer', protocol: 'kafka' })
  expect(isAsynchronous(consumes, delivery)).toBe(true)
  expect(turnConnection(consumes, delivery)).toEqual(design)
})

test('what cannot be says why and stays', () => {
  expect(checkTurn(design, at('people->api'))).toMatch(/^API cannot call people: .+\.$/)
  expect(checkTurn(design, at('api->db'))).toMatch(/^DB cannot call API: .+\.$/)
  expect(turnConnection(design, at('api->db'))).toBe(design)
  const both: Design = { ...design, connections: [...(design.connections ?? []), { from: 'mailer', to: 'api', protocol: 'http' }] }
  expect(checkTurn(both, at('api->mailer'))).toBe('mailer is connected to API already: take one of the two connections out.')
})

test('a call is asynchronous where it says so, and where a broker delivers', () => {
  expect(isAsynchronous(design, at('api->mailer'))).toBe(false)
  expect(isAsynchronous(design, at('mailer->events'))).toBe(true)
  expect(isAsynchronous(design, { from: 'events' })).toBe(true)
})
