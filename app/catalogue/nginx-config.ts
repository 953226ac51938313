import { type Connection, callsFor, defaultJourney } from '../design/design.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { journeysOf, journeysOver, pathByJourney } from '../run/journeys.ts'
import { journeyHeader } from '../run/program.ts'
import type { ContainerContext } from './component.ts'

/** Long enough for any answer, where the design sets no timeout (nginx has no "never"). */
const generousMs = 600_000

/**
 * The configuration of nginx in a run, where all requests are the simulation's own. A request's journey is in its header, or follows from its path where a connection
 * to the gateway says which path each journey requests. Each journey is spread over the targets by their `calls`: below one
 * in all, the gateway answers the rest itself; above one, they are weights.
 */
export function toNginxRunConfig(context: ContainerContext, concurrency: number, workers: number | undefined): string {
  const targets = context.outgoing.filter((connection) => connection.protocol === 'http')
  const journeys = journeysOf(context.design)
  const blocks = [
    sampledLog(),
    journeyMaps(context, journeys),
    ...journeys.map((journey, index) => routeOf(journey, index, targets)),
    map('$journey', '$route', [
      `default $route_${journeys.indexOf(defaultJourney)};`,
      ...journeys.flatMap((journey, index) => (journey === defaultJourney ? [] : [`"${journey}" $route_${index};`])),
    ]),
    ...targets.map((connection) => upstream(connection, context)),
    server(targets),
  ]
  return toNginxFile(blocks, concurrency, workers)
}

export function toNginxFile(blocks: string[], concurrency: number, workers: number | undefined): string {
  // Each request in hand needs a connection to the caller and one to the target, and a few are for probes.
  const connections = concurrency * 2 + 16
  return `worker_processes ${workers ?? 'auto'};
worker_rlimit_nofile ${connections * 2 + 64};
error_log stderr warn;

events {
  worker_connections ${connections};
}

http {
${indent(blocks.join('\n\n'))}
}
`
}

/** Every failed request is logged and one in a hundred of the others, so that the log of a run tells something and stays small. */
function sampledLog(): string {
  return `${sizes}
log_format brief '$time_iso8601 $request_method $uri $status \${request_time}s to $upstream_addr journey $journey';
${map('$status', '$failed', ['default 0;', '~^[45] 1;'])}
${splitClients('log', '$sampled', ['1% 1;', '* 0;'])}
${map('$failed$sampled', '$logged', ['default 1;', '00 0;'])}
access_log /dev/stdout brief if=$logged;`
}

/** For names of any length, and for connections that stay. */
export const sizes = `map_hash_bucket_size 256;
proxy_headers_hash_bucket_size 128;
keepalive_requests 1000000;`

function journeyMaps({ design, incoming }: ContainerContext, journeys: string[]): string {
  const header = `$http_${journeyHeader.replaceAll('-', '_')}`
  const seen = new Map<string, string>()
  for (const connection of incoming) {
    for (const [journey, path] of Object.entries(pathByJourney(journeysOver(design, connection, journeys), connection))) {
      if (path !== '/' && journeys.includes(journey) && !seen.has(path)) seen.set(path, journey)
    }
  }
  const byPath = [...seen].map(([path, journey]) => `${quoted(path)} "${journey}";`)
  return `${map('$uri', '$journey_of_path', [`default ${defaultJourney};`, ...byPath])}
${map(header, '$journey', [`default ${header};`, '"" $journey_of_path;'])}`
}

/** Which location handles a request of this journey: one of the targets, drawn by chance, or the gateway's own answer. */
function routeOf(journey: string, index: number, targets: Connection[]): string {
  const wanted = targets.map((connection) => ({ to: connection.to, calls: callsFor(connection, journey) })).filter(({ calls }) => calls > 0)
  const total = wanted.reduce((sum, { calls }) => sum + calls, 0)
  const percents = wanted.map(({ to, calls }) => ({ to, percent: ((calls / Math.max(1, total)) * 100).toFixed(2) }))
  // nginx refuses a share of nothing, and takes the last share, `*`, as what is left.
  const shares = percents.filter(({ percent }) => percent !== '0.00')
  const last = total >= 1 ? shares.pop()?.to : 'own'
  return splitClients(String(index), `$route_${index}`, [...shares.map(({ to, percent }) => `${percent}% @${to};`), `* @${last};`])
}

export function upstream(connection: Connection, context: ContainerContext): string {
  const { host, port } = context.address(connection)
  const methods = {
    'round-robin': [],
    random: ['random;'],
    'least-connections': ['least_conn;'],
    'two-choices': ['random two least_conn;'],
  }
  return block(`upstream ${upstreamName(connection)}`, [
    ...methods[connection.balance ?? 'round-robin'],
    `server ${host}:${port} max_fails=0;`,
    'keepalive 64;',
    'keepalive_requests 1000000;',
    // Shorter than the five seconds after which a Node server closes an idle connection.
    'keepalive_timeout 4s;',
  ])
}

function server(targets: Connection[]): string {
  return block('server', [
    'listen 80 default_server backlog=4096;',
    'server_name _;',
    block('location = /healthz', ['access_log off;', 'default_type text/plain;', 'return 200 "ok\\n";']),
    // There is no such file; the route, the name of a location, is what is always taken.
    block('location /', ['try_files /.microcosm/none $route;']),
    block('location @own', ['default_type text/plain;', 'return 200 "answered by the gateway\\n";']),
    ...targets.map(forward),
  ])
}

export function timeoutOf({ timeout }: Connection): number {
  return timeout === undefined ? generousMs : Math.max(1, Math.round(toMilliseconds(timeout)))
}

function forward(connection: Connection): string {
  const timeout = timeoutOf(connection)
  return block(`location @${connection.to}`, [
    `proxy_pass http://${upstreamName(connection)};`,
    'proxy_http_version 1.1;',
    'proxy_set_header Connection "";',
    'proxy_set_header Host $host;',
    'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
    'proxy_set_header X-Forwarded-Proto $scheme;',
    'proxy_set_header X-Request-Id $request_id;',
    `proxy_set_header ${journeyHeader} $journey;`,
    'proxy_next_upstream off;',
    `proxy_connect_timeout ${Math.min(timeout, 60_000)}ms;`,
    `proxy_send_timeout ${timeout}ms;`,
    `proxy_read_timeout ${timeout}ms;`,
  ])
}

export const upstreamName = ({ to }: Connection) => `to_${to}`
export const map = (from: string, to: string, lines: string[]) => block(`map ${from} ${to}`, lines)
export const splitClients = (salt: string, to: string, lines: string[]) => block(`split_clients "\${request_id}${salt}" ${to}`, lines)
export const block = (head: string, lines: string[]) => `${head} {\n${indent(lines.join('\n'))}\n}`
export const indent = (text: string) => text.replace(/^(?=.)/gm, '  ')
export const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`
