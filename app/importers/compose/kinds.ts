import { kindOf, kinds } from '../../catalogue/catalogue.ts'
import type { Kind } from '../../catalogue/component.ts'
import { kindForImage } from '../../catalogue/kind-for-image.ts'
import { repositoryOf } from '../../catalogue/repository.ts'
import { type BuiltFrom, readDockerfile } from './dockerfile.ts'
import { isRemote } from './file-paths.ts'
import type { Model } from './model.ts'
import { joinPath } from './paths.ts'
import type { UnnamedService } from './services.ts'
import { isTool } from './tools.ts'
import { child, textOf } from './tree.ts'

export interface KindFound {
  kind: Kind
  because: string
  isTool?: true
  forwards?: true
}

/** Sixth phase: which kind of component a service is, and why. */
export function toKind(service: UnnamedService, services: UnnamedService[], model: Model): KindFound {
  const { image, build } = service
  const own = kindOf('service') as Kind
  const built = builtFrom(service, model)
  const known = kindOf(kindForImage(built?.image ?? (build ? undefined : image) ?? '') ?? '')
  const found = known && (!built || isOfUse(known, built)) ? known : undefined
  const source = built ? `Its Dockerfile begins with ${built.image}` : `The image ${image} is`
  if (found && isTool(service, found, services))
    return { kind: own, because: `It runs a tool of ${found.label} and not ${found.label} itself.`, isTool: true }
  if (found) return { kind: found, because: built ? `${source}, which is ${found.label}.` : `${source} ${found.label}.` }
  const named = build || image === undefined ? undefined : kindByName(image)
  if (named && !isTool(service, named, services)) return { kind: named, because: `The image ${image} is called after ${named.label}.` }
  const below = built ? (built.isConfigured ? built.image : undefined) : image
  if (below !== undefined && gateways.test(repositoryOf(below)))
    return { kind: own, because: `The image ${below} is a gateway: it passes each request on to one target.`, forwards: true }
  const because = build ? 'It is built from its own folder.' : image ? `The image ${image} is a program of its own.` : 'It has no image.'
  return { kind: own, because }
}

/** Gateways that have no kind of their own. */
const gateways =
  /(?:^|\/)(?:caddy|caddy-docker-proxy|envoy|kong|kong-gateway|apisix|nginx-proxy|nginx-proxy-manager|krakend|krakend-ce|tyk-gateway|swag|oauth2-proxy|pomerium|bunkerweb|emissary|ambassador|gloo|fabio)$/

/** The kind that answers a scheme of addresses: `mongodb://docs` makes `docs` one. */
export function kindForScheme(scheme: string): Kind | undefined {
  const protocol = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined
  return protocol === undefined
    ? undefined
    : (kindOf(protocol) ?? kinds.find(({ accepts, images }) => images.length > 0 && accepts[0] === protocol))
}

// postgresql+asyncpg:// is read up to its plus sign.
const schemes: Record<string, string> = {
  mongodb: 'mongodb',
  postgres: 'postgres',
  postgresql: 'postgres',
  mysql: 'mysql',
  mysql2: 'mysql',
  mariadb: 'mariadb',
  redis: 'redis',
  rediss: 'redis',
  amqp: 'amqp',
  amqps: 'amqp',
}

/** An engine is one whatever is built upon it. A web server that only serves what was built is the person's own program. */
function isOfUse({ family }: Kind, { isConfigured }: BuiltFrom): boolean {
  return (family !== 'gateway' && family !== 'balancer') || isConfigured
}

/** What its Dockerfile says; undefined: it is not built, or from what cannot be read. */
export function builtFrom({ build }: UnnamedService, { loading, folder }: Model): BuiltFrom | undefined {
  if (!build) return undefined
  const [inline, target] = [textOf(child(build, 'dockerfile_inline')), textOf(child(build, 'target'))]
  if (inline !== undefined) return readDockerfile(inline, target)
  const context = build.type === 'map' ? (textOf(child(build, 'context')) ?? '.') : (textOf(build) ?? '.')
  if (isRemote(context)) return undefined
  const read = loading.read(joinPath(joinPath(folder, context), textOf(child(build, 'dockerfile')) ?? 'Dockerfile'))
  return 'text' in read && read.text.length <= 200_000 ? readDockerfile(read.text, target) : undefined
}

/** What may stand behind the name of an engine in the name of an image. */
const variants = new Set(
  'cluster plv8 postgis pgvector alpine db server database master primary replica slave node single local dev test custom replicaset'.split(
    ' ',
  ),
)

/** `example-mysql`, `postgres-plv8`: an engine with something of somebody's own. `redis-exporter` and `mysql-backup` are none. */
function kindByName(image: string): Kind | undefined {
  const words = (repositoryOf(image).split('/').at(-1) ?? '').toLowerCase().split(/[-_.]/)
  const [first = '', last = ''] = [words[0], words.at(-1)]
  const engine = engines.test(last) ? last : engines.test(first) && words.slice(1).every((word) => variants.has(word)) ? first : undefined
  return engine === undefined ? undefined : kindOf(kindForImage(engine) ?? '')
}

// example-mysql
const engines = /^(?:postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|valkey|memcached|rabbitmq)$/
