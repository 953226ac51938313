import type { Connection } from '../design/design.ts'
import { journeyHeader } from '../run/program.ts'
import type { ContainerContext } from './component.ts'
import { unbelievedHeaders } from './forwarded-headers.ts'
import { type GatewayRoute, toGatewayRoutes } from './gateway-routes.ts'
import { block, map, quoted, sizes, splitClients, timeoutOf, toNginxFile, upstream, upstreamName } from './nginx-config.ts'

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
    sizes,
    accessLog,
    ...(context.names === 'docker' ? [resolver] : []),
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
    ...targets.filter((connection) => !isLookedUpAgain(connection, context)).map((connection) => upstream(connection, context)),
    server(targets, context),
  ]
  return toNginxFile(blocks, concurrency, workers)
}

/** A line for each request. Queries are left out, for secrets may stand there. */
const accessLog = `log_format access escape=json '{"time":"$time_iso8601","client":"$remote_addr","for":"$forwarded_for","method":"$request_method",'
  '"host":"$host","path":"$uri","status":"$status","bytes":"$body_bytes_sent","seconds":"$request_time","target":"$upstream_addr",'
  '"targetSeconds":"$upstream_response_time","agent":"$http_user_agent","requestId":"$request_id"}';
access_log /dev/stdout access;`

/** Docker tells 600 s of every name, and gives a container a new address whenever it is made again. */
const resolver = 'resolver 127.0.0.11 valid=5s ipv6=off;'

/** From elsewhere than a load balancer, headers that say who called are written anew. */
function forwarded(balancers: string[]): string {
  return [
    block('geo $is_balancer', ['default 0;', ...balancers.map((range) => `${range} 1;`)]),
    map('$is_balancer$http_x_forwarded_proto', '$forwarded_proto', ['default $scheme;', '1https https;', '1http http;']),
    map('$is_balancer', '$forwarded_for', ['default $remote_addr;', '1 $proxy_add_x_forwarded_for;']),
    map('$is_balancer', '$forwarded_port', ['default "";', '1 $http_x_forwarded_port;']),
    // Nothing but a WebSocket: in a connection that became HTTP/2 (h2c) further requests would reach the target past all routes.
    map('$http_upgrade', '$upgrade', ['default "";', '"~*^websocket$" websocket;']),
    map('$upgrade', '$connection_upgrade', ['default upgrade;', '"" "";']),
    map('$upgrade', '$connection_once', ['default upgrade;', '"" close;']),
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

function server(targets: Connection[], context: ContainerContext): string {
  return block('server', [
    'listen 80 default_server backlog=4096;',
    'server_name _;',
    'server_tokens off;',
    // How large a request may be is for its target to say, as behind the other gateways; nginx would answer 413 above 1 MB.
    'client_max_body_size 0;',
    // Nor is anything of it kept here: what nginx holds beside its memory would fill the small disk of a container.
    'proxy_request_buffering off;',
    'proxy_max_temp_file_size 0;',
    block('location = /healthz', ['access_log off;', 'default_type text/plain;', 'return 200 "ok\\n";']),
    // There is no such file; the route, the name of a location, is what is always taken.
    block('location /', ['try_files /.microcosm/none $route;']),
    block('location @nowhere', ['return 404;']),
    ...targets.map((connection) => forward(connection, context)),
  ])
}

/**
 * Docker's DNS gives the addresses of all replicas in turn. nginx looks up again what stands in a variable, at the price of a new
 * connection for each request; the calls that each address has in hand it counts only among those that it knew when it started.
 */
export function isLookedUpAgain({ balance }: Connection, { names }: Pick<ContainerContext, 'names'>): boolean {
  return names === 'docker' && (balance === undefined || balance === 'round-robin' || balance === 'random')
}

function forward(connection: Connection, context: ContainerContext): string {
  const timeout = timeoutOf(connection)
  const { host, port } = context.address(connection)
  const again = isLookedUpAgain(connection, context)
  return block(`location @${connection.to}`, [
    ...(again ? [`set $target ${host}:${port};`] : []),
    `proxy_pass http://${again ? '$target' : upstreamName(connection)};`,
    'proxy_http_version 1.1;',
    'proxy_set_header Upgrade $upgrade;',
    `proxy_set_header Connection ${again ? '$connection_once' : '$connection_upgrade'};`,
    // With the port by which it was asked for, so that what it answers leads back here.
    'proxy_set_header Host $http_host;',
    'proxy_set_header X-Forwarded-For $forwarded_for;',
    'proxy_set_header X-Forwarded-Proto $forwarded_proto;',
    'proxy_set_header X-Forwarded-Port $forwarded_port;',
    ...unbelievedHeaders.map((header) => `proxy_set_header ${header} "";`),
    'proxy_set_header X-Request-Id $request_id;',
    `proxy_set_header ${journeyHeader} $journey;`,
    'proxy_next_upstream off;',
    `proxy_connect_timeout ${Math.min(timeout, 60_000)}ms;`,
    `proxy_send_timeout ${timeout}ms;`,
    `proxy_read_timeout ${timeout}ms;`,
  ])
}

/** A text that a regular expression finds as it stands. */
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
