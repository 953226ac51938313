import type { Connection } from '../design/design.ts'
import { journeyHeader } from '../run/program.ts'
import type { ContainerContext } from './component.ts'
import { forwardedHeaders } from './forwarded-headers.ts'
import { type GatewayRoute, toGatewayRoutes } from './gateway-routes.ts'
import { block, logging, map, quoted, splitClients, timeoutOf, toNginxFile, upstream, upstreamName } from './nginx-config.ts'

/**
 * The configuration of nginx as a gateway that people call: by the beginning of its path a request goes to its target, what no route
 * is for is answered 404, WebSockets pass, and what a request says of where it came from is believed of load balancers alone.
 */
export function toNginxGatewayConfig(context: ContainerContext, concurrency: number, workers: number | undefined): string {
  const { routes } = toGatewayRoutes(context)
  const targets = [...new Map(routes.flatMap(({ shares }) => shares.map(({ connection }) => [connection.to, connection]))).values()]
  const patterns = routes.map(({ prefix }) => (prefix === '/' ? 'default' : quoted(`~^${escaped(prefix)}(/|$)`)))
  const orElse = routes.some(({ prefix }) => prefix === '/')
  const blocks = [
    logging(),
    forwarded(context.callers === 'simulation' ? [] : context.callers.balancers),
    map('$uri', '$journey', [
      ...(orElse ? [] : ['default default;']),
      ...routes.map(({ journey }, index) => `${patterns[index]} "${journey}";`),
    ]),
    ...routes.flatMap(toShares),
    map('$uri', '$route', [
      ...(orElse ? [] : ['default @nowhere;']),
      ...routes.map((route, index) => `${patterns[index]} ${targetOf(route, index)};`),
    ]),
    ...targets.map((connection) => upstream(connection, context)),
    server(targets),
  ]
  return toNginxFile(blocks, concurrency, workers)
}

/** From elsewhere than a load balancer, headers that say who called are written anew. */
function forwarded(balancers: string[]): string {
  return [
    block('geo $is_balancer', ['default 0;', ...balancers.map((range) => `${range} 1;`)]),
    map('$is_balancer$http_x_forwarded_proto', '$forwarded_proto', ['default $scheme;', '1https https;', '1http http;']),
    map('$is_balancer', '$forwarded_for', ['default $remote_addr;', '1 $proxy_add_x_forwarded_for;']),
    ...forwardedHeaders.map((header) => map('$is_balancer', passedOn(header), ['default "";', `1 $http_${toVariable(header)};`])),
    map('$http_upgrade', '$connection_upgrade', ['default upgrade;', '"" "";']),
  ].join('\n')
}

function targetOf({ shares: [first, ...others] }: GatewayRoute, index: number): string {
  return others.length > 0 || !first ? `$share_${index}` : `@${first.connection.to}`
}

function toShares({ shares }: GatewayRoute, index: number): string[] {
  if (shares.length < 2) return []
  const percents = shares.map(({ connection, share }) => ({ to: connection.to, percent: (share * 100).toFixed(2) }))
  // nginx refuses a share of nothing, and takes the last share, `*`, as what is left.
  const some = percents.filter(({ percent }) => percent !== '0.00')
  const last = some.pop()
  return [splitClients(String(index), `$share_${index}`, [...some.map(({ to, percent }) => `${percent}% @${to};`), `* @${last?.to};`])]
}

function server(targets: Connection[]): string {
  return block('server', [
    'listen 80 default_server backlog=4096;',
    'server_name _;',
    'server_tokens off;',
    // How large a request may be is for its target to say, as behind the other gateways; nginx would answer 413 above 1 MB.
    'client_max_body_size 0;',
    block('location = /healthz', ['access_log off;', 'default_type text/plain;', 'return 200 "ok\\n";']),
    // There is no such file; the route, the name of a location, is what is always taken.
    block('location /', ['try_files /.microcosm/none $route;']),
    block('location @nowhere', ['return 404;']),
    ...targets.map(forward),
  ])
}

function forward(connection: Connection): string {
  const timeout = timeoutOf(connection)
  return block(`location @${connection.to}`, [
    `proxy_pass http://${upstreamName(connection)};`,
    'proxy_http_version 1.1;',
    'proxy_set_header Upgrade $http_upgrade;',
    'proxy_set_header Connection $connection_upgrade;',
    'proxy_set_header Host $host;',
    'proxy_set_header X-Forwarded-For $forwarded_for;',
    'proxy_set_header X-Forwarded-Proto $forwarded_proto;',
    'proxy_set_header Forwarded "";',
    ...forwardedHeaders.map((header) => `proxy_set_header ${header} ${passedOn(header)};`),
    'proxy_set_header X-Request-Id $request_id;',
    `proxy_set_header ${journeyHeader} $journey;`,
    'proxy_next_upstream off;',
    `proxy_connect_timeout ${Math.min(timeout, 60_000)}ms;`,
    `proxy_send_timeout ${timeout}ms;`,
    `proxy_read_timeout ${timeout}ms;`,
  ])
}

const toVariable = (header: string) => header.replaceAll('-', '_')
const passedOn = (header: string) => `$passed_${toVariable(header)}`

/** A text that a regular expression finds as it stands. */
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
