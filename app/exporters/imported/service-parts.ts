import { repositoryOf } from '../../catalogue/repository.ts'
import { parseComposeSize } from '../../importers/compose/amounts.ts'
import type { BuiltFrom } from '../../importers/compose/dockerfile.ts'
import { isRemote } from '../../importers/compose/file-paths.ts'
import type { Service } from '../../importers/compose/services.ts'
import { buildOf, type Folders } from '../../importers/compose/to-component.ts'
import { child, entriesOf, itemsOf, type Node, textOf, textsOf } from '../../importers/compose/tree.ts'
import { isSecret } from '../../secrets/is-secret.ts'
import { secretName } from '../../secrets/name-secrets.ts'
import { toMilliseconds } from './duration.ts'
import type { Stated, StatedBuild, StatedHealth } from './stated.ts'

/** `1001:1001`, `node`, `0` */
export function toUser(text: string | undefined): Stated['user'] {
  if (!text) return undefined
  const [user = '', group = ''] = text.split(':')
  return {
    text,
    ...(/^\d+$/.test(user) ? { user: Number(user) } : user === 'root' ? { user: 0 } : {}),
    ...(/^\d+$/.test(group) ? { group: Number(group) } : group === 'root' ? { group: 0 } : {}),
  }
}

/** As whom an image runs: as its Dockerfile says, else as the image beneath it does, which of most that are published is known. */
export function toImageUser(built: BuiltFrom | undefined): Stated['user'] {
  if (built?.user !== undefined) return toUser(built.user)
  return built?.image !== undefined && ofRoot.test(repositoryOf(built.image)) && !/nonroot/.test(built.image) ? toUser('root') : undefined
}

/** Published images whose user is root. */
const ofRoot =
  /^(?:node|python|golang|ruby|php|openjdk|eclipse-temurin|amazoncorretto|maven|gradle|rust|debian|ubuntu|alpine|busybox|perl|elixir|erlang|nginx|httpd|caddy|fedora|rockylinux|almalinux|centos|amazonlinux|clojure|haskell|swift|dart|julia|composer|oven\/bun|denoland\/deno|mcr\.microsoft\.com\/dotnet\/.+)$/

export function toHealth(node: Node | undefined): StatedHealth | undefined {
  if (node?.type !== 'map') return undefined
  const test = child(node, 'test')
  const words = textsOf(test)
  const off = textOf(child(node, 'disable')) === 'true' || (test?.type === 'list' && words[0] === 'NONE')
  const time = (key: string) => toMilliseconds(textOf(child(node, key)))
  const [interval, timeout, start] = [time('interval'), time('timeout'), time('start_period')]
  const retries = textOf(child(node, 'retries'))
  return {
    command: off ? 'none' : words.length === 0 ? 'image' : test?.type === 'list' ? toTest(words) : inShell(words[0] ?? ''),
    ...(interval === undefined ? {} : { intervalMs: interval }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
    ...(retries === undefined ? {} : { retries: Number(retries) }),
    ...(start === undefined ? {} : { startPeriodMs: start }),
  }
}

function toTest([how = '', ...words]: string[]): string[] {
  return how === 'CMD' ? words : how === 'CMD-SHELL' ? inShell(words.join(' ')) : [how, ...words]
}

const inShell = (text: string) => ['/bin/sh', '-c', text]

export function toReservations(node: Node): Stated['reservations'] {
  const cpus = textOf(child(node, 'deploy', 'resources', 'reservations', 'cpus'))
  const memory = textOf(child(node, 'deploy', 'resources', 'reservations', 'memory')) ?? textOf(child(node, 'mem_reservation'))
  const bytes = memory === undefined ? undefined : parseComposeSize(memory)
  return { ...(cpus === undefined ? {} : { cpus: Number(cpus) }), ...(bytes ? { memoryBytes: bytes } : {}) }
}

export function toBuild(service: Service, folders: Folders): StatedBuild | undefined {
  const { id, build } = service
  if (!build) return undefined
  const context = build.type === 'map' ? (textOf(child(build, 'context')) ?? '.') : (textOf(build) ?? '.')
  const say = (key: string) => textOf(child(build, key))
  const [dockerfile, inline, target] = [say('dockerfile'), say('dockerfile_inline'), say('target')]
  return {
    context: buildOf(service, folders) ?? '.',
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(inline === undefined ? {} : { inline }),
    ...(target ? { target } : {}),
    ...toArguments(id, child(build, 'args')),
    isRemote: isRemote(context),
  }
}

function toArguments(id: string, node: Node | undefined): Pick<StatedBuild, 'args' | 'passedArgs'> {
  const entries: [string, string | undefined][] =
    node?.type === 'map'
      ? entriesOf(node).map(([name, value]) => [name, textOf(value)])
      : itemsOf(node).map((item) => {
          const [, name = '', value] = /^([^=]*)(?:=([\s\S]*))?$/.exec(textOf(item) ?? '') ?? []
          return [name, value]
        })
  const args = new Map(
    entries.flatMap(([name, value]) => {
      if (value === undefined) return []
      return [[name, isSecret(name, value) ? [{ secret: secretName(id, name) }] : [value]] as const]
    }),
  )
  return { args, passedArgs: entries.flatMap(([name]) => (args.has(name) ? [] : [name])) }
}
