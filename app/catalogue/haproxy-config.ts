import type { Connection } from '../design/design.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { journeyHeader } from '../run/program.ts'
import type { ContainerContext } from './component.ts'
import { type JourneyRoute, toJourneyRoutes } from './forwarding.ts'

/** Long enough for any answer, where the design sets no timeout. */
const generousMs = 600_000
/** Chances are drawn as whole numbers below this. */
const sides = 10_000

/**
 * The configuration of HAProxy as a gateway. Each request rolls a die; its journey, from its header or its path, says which
 * numbers belong to which target. Every drawn connection is a backend of its own, with its timeout, retries and balancing.
 */
export function toHaproxyConfig(context: ContainerContext, concurrency: number, threads: number | undefined): string {
  const routes = toJourneyRoutes(context)
  const targets = context.outgoing.filter((connection) => connection.protocol === 'http')
  return [
    section('global', [
      'log stdout format raw local0 notice',
      `maxconn ${concurrency}`,
      ...(threads === undefined ? [] : [`nbthread ${threads}`]),
    ]),
    section('defaults', [
      'mode http',
      'log global',
      'option dontlog-normal',
      'timeout connect 5s',
      `timeout client ${generousMs}ms`,
      `timeout server ${generousMs}ms`,
      'timeout http-request 30s',
    ]),
    // Docker's resolver, by which replicas are found that come and go.
    section('resolvers system', ['parse-resolv-conf']),
    section('frontend entry', [
      'bind :8080',
      'option forwardfor',
      'http-request return status 200 content-type text/plain string ok if { path /healthz }',
      `http-request set-var(txn.journey) req.hdr(${journeyHeader})`,
      ...routes.flatMap(byPath),
      `http-request set-var(txn.journey) str(${quoted(routes.at(-1)?.journey ?? '')}) unless { var(txn.journey) -m found }`,
      `http-request set-header ${journeyHeader} %[var(txn.journey)]`,
      `http-request set-var(txn.roll) rand(${sides})`,
      ...routes.flatMap(toRules),
      'default_backend own',
    ]),
    section('backend own', ['http-request return status 200 content-type text/plain string "answered by the gateway"']),
    ...targets.map((connection) => toBackend(connection, context)),
    '',
  ].join('\n\n')
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
    `server-template replica 1-${replicas} ${host}:${port} resolvers system init-addr libc,none`,
  ])
}

const section = (head: string, lines: string[]) => [head, ...lines.map((line) => `  ${line}`)].join('\n')
/** Within single quotes HAProxy takes everything as it stands. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
