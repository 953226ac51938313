import { describe, expect, test } from 'vitest'
import type { Connection, Design } from '../design/design.ts'
import { toContainerContext } from './container-context.ts'
import { toNginxRunConfig } from './nginx-config.ts'

function configOf(connections: Partial<Connection>[], workers?: number): string {
  const design: Design = {
    microcosm: 1,
    components: {
      people: { kind: 'traffic', rate: 1, journeys: { browse: 1, order: 1 } },
      gateway: { kind: 'nginx' },
      a: { kind: 'service' },
      b: { kind: 'service' },
    },
    connections: connections.map((connection) => ({ from: 'gateway', to: 'a', protocol: 'http', ...connection })),
  }
  const address = (connection: Connection) => ({ host: `${connection.to}.test`, port: 8080 })
  return toNginxRunConfig(toContainerContext(design, 'gateway', { secret: () => '', address, callers: 'simulation' }), 100, workers)
}

/** What stands in the block that begins with this text, on one line. */
function block(config: string, head: string): string {
  const start = config.indexOf(head)
  if (start === -1) throw new Error(`no block "${head}"`)
  return config.slice(start, config.indexOf('}', start)).replace(/\s+/g, ' ').trim()
}

describe('the configuration of nginx in a run', () => {
  test('forwards each journey to its targets by their calls, and answers the rest itself', () => {
    const config = configOf([
      { to: 'a', calls: { browse: 0.25 } },
      { to: 'b', calls: { browse: 0.5, order: 1 } },
    ])
    expect(block(config, '$route_0 {')).toContain('{ 25.00% @a; 50.00% @b; * @own;')
    expect(block(config, '$route_1 {')).toContain('{ * @b;')
    expect(block(config, '$route_2 {')).toContain('{ * @own;')
    expect(block(config, 'map $journey $route')).toContain('{ default $route_2; "browse" $route_0; "order" $route_1;')
  })

  test('takes calls that add up to more than one as weights', () => {
    const config = configOf([
      { to: 'a', calls: 3 },
      { to: 'b', calls: 1 },
    ])
    expect(block(config, '$route_0 {')).toContain('{ 75.00% @a; * @b;')
  })

  test('learns the journey from the header, or from the path that callers request for it', () => {
    const config = configOf([{ from: 'people', to: 'gateway', path: { browse: '/list', order: '/say"cheese"' } }])
    expect(block(config, 'map $uri')).toContain('{ default default; "/list" "browse"; "/say\\"cheese\\"" "order";')
    expect(block(config, 'map $http_x_microcosm_journey')).toContain('"" $journey_of_path;')
  })

  test('gives up after the timeout of the connection, and balances as it says', () => {
    const config = configOf([{ to: 'a', timeout: '1.5s', balance: 'two-choices' }, { to: 'b' }])
    expect(block(config, 'location @a')).toContain('proxy_read_timeout 1500ms;')
    expect(block(config, 'location @b')).toContain('proxy_read_timeout 600000ms;')
    expect(block(config, 'upstream to_a')).toContain('{ random two least_conn; server a.test:8080 max_fails=0; keepalive 64;')
    expect(block(config, 'upstream to_b')).toContain('{ server b.test:8080')
  })

  test('has room for both sides of each request it holds, and a process for each core it may use', () => {
    expect(configOf([], 3)).toContain('worker_processes 3;')
    expect(configOf([])).toContain('worker_processes auto;')
    expect(configOf([])).toContain('worker_connections 216;')
  })
})
