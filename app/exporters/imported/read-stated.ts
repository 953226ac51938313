import type { Design } from '../../design/design.ts'
import { importModel } from '../../importers/compose/compose.ts'
import { type CalledPorts, toCalledPorts } from '../../importers/compose/connections/called-ports.ts'
import { isStore, keepsMeasurements } from '../../importers/compose/connections/roles.ts'
import { builtFrom } from '../../importers/compose/kinds.ts'
import type { Model } from '../../importers/compose/model.ts'
import { toServices } from '../../importers/compose/named-services.ts'
import { Rejection } from '../../importers/compose/rejection.ts'
import { toSecretNames } from '../../importers/compose/secret-names.ts'
import type { Service } from '../../importers/compose/services.ts'
import type { Folders } from '../../importers/compose/to-component.ts'
import { child, textOf, textsOf } from '../../importers/compose/tree.ts'
import type { Import } from '../../importers/importer.ts'
import { byService, pairOf, pairsOf } from '../compose/origin/changes.ts'
import { type Originals, originalsOf, toOrder } from '../compose/origin/originals.ts'
import type { ExportPlaces, Loss } from '../exporter.ts'
import { toBuiltIn, toBuiltInValues } from './built-in.ts'
import { toMilliseconds } from './duration.ts'
import { toFields, variableNames } from './fields.ts'
import { toSecretTexts } from './secret-texts.ts'
import { toSecretWords } from './secret-words.ts'
import { toBuild, toHealth, toImageUser, toReservations, toUser } from './service-parts.ts'
import { toWords } from './shell-words.ts'
import type { SecretWords, Stated, StatedDesign, StatedPort, Undrawn } from './stated.ts'
import { toStatedMounts } from './stated-mounts.ts'
import { toStatedPorts } from './stated-ports.ts'

const nothing: StatedDesign = { components: new Map(), undrawn: [] }

interface Read {
  stated: StatedDesign
  losses: Loss[]
  /** Values of secrets that images have built in, by the secrets' names: for files that their owner alone can read. */
  builtIn: ReadonlyMap<string, string>
}

/**
 * What the files say that a design was imported from. Every target that writes files of its own asks here, so that none knows less
 * than another. A design that was not imported has nothing; where the files cannot be read, that is a loss.
 */
export function readStated(design: Design, places: ExportPlaces | undefined): Read {
  const without = (...losses: Loss[]): Read => ({ stated: nothing, losses, builtIn: new Map() })
  if (design['x-compose'] === undefined) return without()
  const originals = places && originalsOf(design, places)
  if (!originals) return without(unread('they are not at hand'))
  const made = importModel(toOrder(originals, originals.files))
  if (!made.model) return without(unread(made.problems[0]?.message ?? 'they are no Compose files any more'))
  try {
    return toStatedDesign(design, made, made.model, originals)
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    return without(unread(error.problem.message))
  }
}

const unread = (why: string): Loss => ({
  where: 'x-compose',
  what: `The files that the design came from are not taken into account, so that commands, mounted files, health checks and more are missing: ${why}`,
})

function toStatedDesign(design: Design, made: Import, model: Model, originals: Originals): Read {
  const services = toServices(model)
  const known = byService(design)
  const idOf = (service: string) => known.get(service)?.id
  const texts = toSecretTexts(services, toSecretNames(services))
  const calledPorts = toCalledPorts(services, model)
  const secretWords = toSecretWords(services, texts)
  const awaited = new Set(services.flatMap(({ dependsOn }) => dependsOn.flatMap((one) => (one.condition === completed ? [one.to] : []))))
  const found = new Map<string, { service: Service; stated: Stated }>()
  const losses: Loss[] = []
  for (const service of services) {
    const drawn = known.get(service.name)
    if (!drawn) continue
    if (drawn.component.kind !== service.kind.kind && made.design?.components[service.id]?.kind !== drawn.component.kind) {
      losses.push({
        where: drawn.id,
        what: 'Its kind was changed since it was imported, so what its Compose file says beyond the design is not carried over.',
      })
      continue
    }
    const isCalled = services.some(({ dependsOn, links }) => [...dependsOn, ...links].some(({ to }) => to === service.name))
    const stated = toStated(drawn.id, service, {
      model,
      services,
      idOf,
      texts,
      secretWords,
      calledPorts,
      folders: { project: model.folder, design: originals.design },
      isJob: isJob(service, awaited, isCalled),
    })
    found.set(drawn.id, { service, stated })
  }
  const builtIn = toBuiltIn(design, found)
  for (const [id, { service, stated }] of found) found.set(id, { service, stated: { ...stated, ...builtIn(id) } })
  const components = new Map([...found].map(([id, { stated }]) => [id, stated]))
  const jobs = new Set([...components.values()].flatMap(({ id, isJob: ends }) => (ends ? [id] : [])))
  const drawn = pairsOf(design)
  // Whoever waits for a job does not call it.
  const undrawn = toUndrawn(made, services, idOf).filter((pair) => !jobs.has(pair.to) && !drawn.has(pairOf(design, pair)))
  const forgotten = Object.entries(originals.origin.variables ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [] : [name]))
  return { stated: { components, undrawn }, losses, builtIn: toBuiltInValues(found, new Set(forgotten)) }
}

const completed = 'service_completed_successfully'

/** Others wait until it is done, it runs a tool of an engine's image, or it is told not to start again and serves nobody. */
function isJob(service: Service, awaited: ReadonlySet<string>, isCalled: boolean): boolean {
  if (awaited.has(service.name)) return true
  const restart = textOf(child(service.node, 'restart'))
  const runsOn = restart !== undefined && restart !== 'no' && !restart.startsWith('on-failure')
  if (service.isTool && !runsOn) return true
  return restart === 'no' && !isCalled && service.ports.length === 0 && service.exposed.length === 0
}

interface Around {
  model: Model
  services: Service[]
  idOf(service: string): string | undefined
  texts: ReturnType<typeof toSecretTexts>
  secretWords: ReturnType<typeof toSecretWords>
  calledPorts: CalledPorts
  folders: Folders
  isJob: boolean
}

/** An empty entry point takes the image's away, so that the command alone is started. */
function whatStarts(
  entrypoint: string[] | undefined,
  command: string[] | undefined,
  secretWords: SecretWords,
): Pick<Stated, 'entrypoint' | 'command' | 'secretWords'> {
  if (entrypoint?.length === 0 && command !== undefined && command.length > 0) {
    return { entrypoint: command, secretWords: { ...secretWords, entrypoint: secretWords.command, command: new Map() } }
  }
  return { ...(entrypoint ? { entrypoint } : {}), ...(command ? { command } : {}), secretWords }
}

function toStated(
  id: string,
  service: Service,
  { model, services, idOf, texts, secretWords, calledPorts, folders, isJob }: Around,
): Stated {
  const { node } = service
  const started = whatStarts(toWords(child(node, 'entrypoint')), toWords(child(node, 'command')), secretWords(service))
  const [workingDir, user] = [textOf(child(node, 'working_dir')), toUser(textOf(child(node, 'user')))]
  const [health, build] = [toHealth(child(node, 'healthcheck')), toBuild(service, folders)]
  const imageUser = toImageUser(builtFrom(service, model))
  const restart = textOf(child(node, 'restart'))
  const stop = toMilliseconds(textOf(child(node, 'stop_grace_period')))
  const written = [...service.environment]
  return {
    id,
    service: service.name,
    ...started,
    ...(workingDir ? { workingDir } : {}),
    ...(user ? { user } : {}),
    ...(imageUser ? { imageUser } : {}),
    environment: new Map(written.flatMap(([name, { passed }]) => (passed ? [] : [[name, texts(service, name)]]))),
    passed: [...new Set([...written.flatMap(([name, { passed }]) => (passed ? [name] : [])), ...valueless(node, service)])],
    ports: withCalled(toStatedPorts(service), service, calledPorts),
    calls: new Map(
      [...(calledPorts.get(service.name) ?? [])].flatMap(([name, ports]) => {
        const other = idOf(name)
        return other === undefined ? [] : [[other, [...ports]] as const]
      }),
    ),
    mounts: toStatedMounts(id, service, model),
    ...(health ? { health } : {}),
    ...(stop === undefined ? {} : { stopGraceMs: stop }),
    ...(restart === undefined ? {} : { restart }),
    reservations: toReservations(node),
    ...(build ? { build } : {}),
    isJob,
    after: service.dependsOn.flatMap(({ to, condition }) => {
      const other = idOf(to)
      if (other === undefined) return []
      const how = condition === completed ? 'completed' : condition === 'service_healthy' ? 'healthy' : 'started'
      return [{ id: other, condition: how } as const]
    }),
    untold: [],
    builtIn: new Map(),
    keepsData: isStore(service) || keepsMeasurements(service),
    hosts: toHosts(service, services),
    ...toOwnNames(service),
    addresses: toAddresses(service),
    fields: toFields(service),
  }
}

/** What answers at a port that others call has that port, whether it is published or not. */
function withCalled(ports: StatedPort[], { name }: Service, calledPorts: CalledPorts): StatedPort[] {
  const called = new Set([...calledPorts.values()].flatMap((others) => [...(others.get(name) ?? [])]))
  const known = new Set(ports.flatMap(({ number, protocol }) => (protocol === 'tcp' ? [number] : [])))
  return [...ports, ...[...called].filter((number) => !known.has(number)).map((number): StatedPort => ({ number, protocol: 'tcp' }))]
}

/** Named without a value where the shell of now has none either. */
function valueless(node: Service['node'], { environment }: Service): string[] {
  return variableNames(node).filter((name) => !environment.has(name))
}

function toOwnNames({ node }: Service): Pick<Stated, 'hostname' | 'containerName' | 'replicas'> {
  const say = (...keys: string[]) => textOf(child(node, ...keys))
  const [hostname, containerName, replicas] = [say('hostname'), say('container_name'), say('deploy', 'replicas') ?? say('scale')]
  return {
    ...(hostname ? { hostname } : {}),
    ...(containerName ? { containerName } : {}),
    ...(replicas === undefined ? {} : { replicas: Number(replicas) }),
  }
}

/** Names that Compose makes itself are few people's; those that a person wrote, and those that somebody uses, count. */
function toHosts({ name, hosts, node }: Service, services: Service[]): string[] {
  const written = [
    ...[child(node, 'container_name'), child(node, 'hostname')].flatMap((each) => textOf(each) ?? []),
    ...services.flatMap(({ links }) => links.flatMap(({ to, alias }) => (to === name && alias !== name ? [alias] : []))),
  ]
  const texts = services.flatMap(({ environment, command }) => [
    ...[...environment.values()].map(({ value }) => value),
    ...command.map(({ text }) => text),
  ])
  const others = hosts.filter((host) => host !== name)
  return [...new Set([...written, ...others.filter((host) => !/[-_]1$/.test(host) || texts.some((text) => text.includes(host)))])].filter(
    (host) => host !== name,
  )
}

// "host.docker.internal:host-gateway", "db=10.0.0.5"
function toAddresses({ node }: Service): Stated['addresses'] {
  const hosts = child(node, 'extra_hosts')
  if (hosts?.type === 'map') return [...hosts.entries].flatMap(([host, { value }]) => textsOf(value).map((ip) => ({ host, ip })))
  return textsOf(hosts).flatMap((text) => {
    const [, host = '', ip = ''] = /^([^:=]+)[:=](.*)$/.exec(text) ?? []
    return host === '' ? [] : [{ host, ip: ip.replace(/^\[|\]$/g, '') }]
  })
}

function toUndrawn({ inferred }: Import, services: Service[], idOf: (service: string) => string | undefined): Undrawn[] {
  const nameOf = new Map(services.map(({ id, name }) => [id, name]))
  return inferred.flatMap(({ connection, reason, accepted, obstacle }) => {
    const [from, to] = [connection.from, connection.to].map((id) => idOf(nameOf.get(id) ?? ''))
    if (accepted || from === undefined || to === undefined) return []
    return [{ from, to, reason, ...(obstacle === undefined ? {} : { obstacle }) }]
  })
}
