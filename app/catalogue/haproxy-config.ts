import type { Connection } from '../design/design.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { journeyHeader } from '../run/program.ts'
import type { ContainerContext } from './component.ts'
import { unbelievedHeaders } from './forwarded-headers.ts'
import { type JourneyRoute, toJourneyRoutes } from './forwarding.ts'
import { toGatewayRoutes } from './gateway-routes.ts'

/** Long enough for any answer, where the design sets no timeout; it is said in the losses. */
const generousMs = 600_000
/** A line for each request, without the query, in which secrets may stand. */
const accessLog = 'log-format "%tr %ci %HM %HPO %ST %B bytes in %Ta ms to %b/%s"'
/** Chances are drawn as whole numbers below this. */
const sides = 10_000

/**
 * The configuration of HAProxy as a gateway. Every drawn connection is a backend of its own, with its timeout, retries and balancing.
 * In a run each request rolls a die; its journey, from its header or its path, says which numbers belong to which target.
 */
export function toHaproxyConfig(context: ContainerContext, concurrency: number, threads: number | undefined): string {
  const targets = context.outgoing.filter((connection) => connection.protocol === 'http')
  const ofPeople = context.callers !== 'simulation'
  const sections = [
    section('global', [
      // What requests come to is of the level info.
      `log stdout format raw local0 ${ofPeople ? 'info' : 'notice'}`,
      `maxconn ${concurrency}`,
      ...(threads === undefined ? [] : [`nbthread ${threads}`]),
    ]),
    section('defaults', [
      'mode http',
      'log global',
      // To many a program X_Forwarded_For is X-Forwarded-For; nginx takes such names away by itself.
      ...(ofPeople ? [accessLog, 'option http-restrict-req-hdr-names delete'] : ['option dontlog-normal']),
      'timeout connect 5s',
      `timeout client ${generousMs}ms`,
      `timeout server ${generousMs}ms`,
      'timeout http-request 30s',
      // Of a connection that became a WebSocket, between two messages.
      'timeout tunnel 1h',
    ]),
    // The container's resolver, by which replicas are found that come and go.
    ...(context.names === 'hosts' ? [] : [section('resolvers system', ['parse-resolv-conf'])]),
    section('frontend entry', [
      'bind :8080',
      ...(ofPeople ? ['http-request set-log-level silent if { path /healthz }'] : []),
      'http-request return status 200 content-type text/plain string ok if { path /healthz }',
      ...(context.callers === 'simulation' ? byJourney(context) : byPrefix(context, context.callers.balancers)),
    ]),
    context.callers === 'simulation'
      ? section('backend own', ['http-request return status 200 content-type text/plain string "answered by the gateway"'])
      : section('backend nowhere', ['http-request return status 404 content-type text/plain string "not found"']),
    ...targets.map((connection) => toBackend(connection, context)),
  ]
  return `${sections.join('\n\n')}\n`
}

function byJourney(context: ContainerContext): string[] {
  const routes = toJourneyRoutes(context)
  return [
    'option forwardfor',
    `http-request set-var(txn.journey) req.hdr(${journeyHeader})`,
    ...routes.flatMap(byPath),
    `http-request set-var(txn.journey) str(${quoted(routes.at(-1)?.journey ?? '')}) unless { var(txn.journey) -m found }`,
    `http-request set-header ${journeyHeader} %[var(txn.journey)]`,
    `http-request set-var(txn.roll) rand(${sides})`,
    ...routes.flatMap(toRules),
    'default_backend own',
  ]
}

/** From elsewhere than a load balancer, headers that say who called are taken away, and its own address is written. */
function byPrefix(context: ContainerContext, balancers: string[]): string[] {
  const { routes } = toGatewayRoutes(context)
  const unlessBalancer = balancers.length > 0 ? ` unless { src ${balancers.join(' ')} }` : ''
  return [
    ...unbelievedHeaders.map((header) => `http-request del-header ${header}`),
    ...['for', 'proto', 'port'].map((which) => `http-request del-header x-forwarded-${which}${unlessBalancer}`),
    'option forwardfor',
    'http-request set-header x-forwarded-proto http unless { req.hdr(x-forwarded-proto) -m found }',
    `http-request del-header ${journeyHeader}`,
    `http-request set-var(txn.roll) rand(${sides})`,
    // The longest beginning comes first, and what is set once stays.
    ...routes.flatMap(({ prefix, journey }, index) => [
      ...patternsOf(prefix).map((pattern) => `http-request set-var(txn.route) int(${index}) if !{ var(txn.route) -m found }${pattern}`),
      `http-request set-header ${journeyHeader} ${quoted(journey.replaceAll('%', '%%'))} if { var(txn.route) -m int ${index} }`,
    ]),
    ...routes.flatMap(({ shares }, index) => {
      let reached = 0
      return shares.map(({ connection, share }) => {
        reached += share
        const below = Math.round(reached * sides)
        return `use_backend to_${connection.to} if { var(txn.route) -m int ${index} } { var(txn.roll) -m int lt ${below} }`
      })
    }),
    'default_backend nowhere',
  ]
}

/** `/orders` is for itself and for what is beneath it, not for `/orders-archive`. */
function patternsOf(prefix: string): string[] {
  if (prefix === '/') return ['']
  return [` { path,url_dec -m str ${quoted(prefix)} }`, ` { path,url_dec -m beg ${quoted(`${prefix}/`)} }`]
}

function byPath({ journey, paths }: JourneyRoute): string[] {
  return paths.map(
    (path) =>
      `http-request set-var(txn.journey) str(${quoted(journey)}) if !{ var(txn.journey) -m found } { path,url_dec -m str ${quoted(path)} }`,
  )
}

function toRules({ journey, shares }: JourneyRoute): string[] {
  let reached = 0
  return shares.map(({ connection, share }) => {
    reached += share
    const below = Math.round(reached * sides)
    return `use_backend to_${connection.to} if { var(txn.journey) -m str ${quoted(journey)} } { var(txn.roll) -m int lt ${below} }`
  })
}

function toBackend(connection: Connection, context: ContainerContext): string {
  const { host, port } = context.address(connection)
  const target = context.behaviourOf(connection.to)
  const replicas = target?.model === 'station' ? target.replicas : 1
  const balance = {
    'round-robin': 'roundrobin',
    random: 'random(1)',
    'least-connections': 'leastconn',
    'two-choices': 'random(2)',
  }[connection.balance ?? 'round-robin']
  return section(`backend to_${connection.to}`, [
    `balance ${balance}`,
    ...(connection.timeout === undefined ? [] : [`timeout server ${Math.max(1, Math.round(toMilliseconds(connection.timeout)))}ms`]),
    ...(connection.retries === undefined
      ? ['retries 0']
      : [`retries ${connection.retries.attempts}`, 'retry-on conn-failure empty-response response-timeout 500 502 503 504']),
    // Beside its IPv4 address a name in the file of hosts may have one of IPv6, to which no way leads.
    context.names === 'hosts'
      ? `server target ipv4@${host}:${port} init-addr libc`
      : `server-template replica 1-${replicas} ${host}:${port} resolvers system init-addr libc,none`,
  ])
}

const section = (head: string, lines: string[]) => [head, ...lines.map((line) => `  ${line}`)].join('\n')
/** Within single quotes HAProxy takes everything as it stands. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
