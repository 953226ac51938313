import { toBytes } from '../../../design/quantities.ts'
import { isOwn, mapAt, type Own, openMap } from './own-values.ts'

/**
 * Edits of one service, each at the place where the files already say it. A service may be spread over several files; `parts`
 * are what each says of it, in the order in which they are merged, so that the last one counts.
 */
export type Field = 'image' | 'build' | 'port' | 'replicas' | 'cpu' | 'memory'

/** Keys of a service where each may stand. */
export const fieldKeys: Record<Field, readonly string[]> = {
  image: ['image'],
  build: ['build'],
  port: ['ports', 'expose'],
  replicas: ['scale', 'deploy'],
  cpu: ['cpus', 'deploy'],
  memory: ['mem_limit', 'deploy'],
}

/** `whole`: what all files together say of the service, with what it inherits. */
export function setField(parts: Own[], field: Field, value: unknown, whole: Own): void {
  const text = value === undefined ? undefined : String(value)
  switch (field) {
    case 'image':
      put(parts, ['image'], text && escaped(text))
      break
    case 'build':
      setBuild(parts, text && escaped(text))
      break
    case 'port':
      setPort(parts, Number(value))
      break
    case 'replicas':
      put(parts, Object.hasOwn(whole, 'scale') ? ['scale'] : ['deploy', 'replicas'], value)
      break
    case 'cpu':
      put(parts, Object.hasOwn(whole, 'cpus') ? ['cpus'] : ['deploy', 'resources', 'limits', 'cpus'], text)
      break
    case 'memory':
      put(
        parts,
        Object.hasOwn(whole, 'mem_limit') ? ['mem_limit'] : ['deploy', 'resources', 'limits', 'memory'],
        text && toComposeSize(toBytes(text)),
      )
  }
}

/** Undefined takes the variable out wherever it is written. */
export function setVariable(parts: Own[], name: string, value: string | undefined): void {
  const holders = parts.filter((part) => hasVariable(part.environment, name))
  for (const part of holders) if (value === undefined || part !== holders.at(-1)) removeVariable(part, name)
  if (value === undefined) return
  const part = holders.at(-1) ?? parts.findLast(({ environment }) => environment !== undefined && environment !== null) ?? parts.at(-1)
  if (part) putVariable(part, name, value)
}

/** A dollar sign stands for itself only when it is doubled. */
export const escaped = (text: string) => text.replaceAll('$', '$$$$')

export function addDependency(parts: Own[], other: string, condition: string): void {
  const part = parts.findLast(({ depends_on: there }) => there !== undefined && there !== null) ?? parts.at(-1)
  if (!part) return
  if (Array.isArray(part.depends_on) && condition === 'service_started') part.depends_on = [...part.depends_on, other]
  else if (Array.isArray(part.depends_on)) {
    const listed = part.depends_on.map((name) => [String(name), { condition: 'service_started' }])
    part.depends_on = { ...Object.fromEntries(listed), [other]: { condition } }
  } else part.depends_on = { ...(isOwn(part.depends_on) ? part.depends_on : {}), [other]: { condition } }
}

function holds(part: Own, path: string[]): boolean {
  const owner = mapAt(part, ...path.slice(0, -1))
  return owner !== undefined && Object.hasOwn(owner, path.at(-1) ?? '')
}

function put(parts: Own[], path: string[], value: unknown): void {
  const key = path.at(-1) ?? ''
  if (value === undefined) {
    for (const part of parts) {
      const owner = mapAt(part, ...path.slice(0, -1))
      if (owner) delete owner[key]
    }
    return
  }
  const part = parts.findLast((each) => holds(each, path)) ?? parts.findLast((each) => each[path[0] ?? ''] !== undefined) ?? parts.at(-1)
  if (part) openMap(part, ...path.slice(0, -1))[key] = value
}

function setBuild(parts: Own[], value: string | undefined): void {
  const part = parts.findLast(({ build }) => build !== undefined && build !== null)
  if (value !== undefined && part && isOwn(part.build)) part.build.context = value
  else put(parts, ['build'], value)
}

// 127.0.0.1:8080:80/tcp
const targetPattern = /(\d+)(?:-\d+)?((?:\/[a-z]+)?)$/i

/** The container's port in the first mapping that is no datagram's, else in what is exposed. */
function setPort(parts: Own[], port: number): void {
  for (const key of ['ports', 'expose'] as const) {
    for (const part of parts) {
      const list = part[key]
      if (!Array.isArray(list)) continue
      const index = list.findIndex((item) => !/\/udp$/i.test(String(isOwn(item) ? `/${item.protocol ?? 'tcp'}` : item)))
      const item = list[index]
      if (item === undefined) continue
      if (isOwn(item)) item.target = port
      else list[index] = typeof item === 'number' ? port : String(item).replace(targetPattern, `${port}$2`)
      return
    }
  }
  const part = parts.at(-1)
  if (part) part.expose = [String(port)]
}

function hasVariable(environment: unknown, name: string): boolean {
  if (Array.isArray(environment)) return environment.some((item) => nameOf(item) === name)
  return isOwn(environment) && Object.hasOwn(environment, name)
}

function removeVariable(part: Own, name: string): void {
  if (Array.isArray(part.environment)) part.environment = part.environment.filter((item) => nameOf(item) !== name)
  else if (isOwn(part.environment)) delete part.environment[name]
  const left = part.environment
  if (Array.isArray(left) ? left.length === 0 : isOwn(left) && Object.keys(left).length === 0) delete part.environment
}

function putVariable(part: Own, name: string, value: string): void {
  const { environment } = part
  if (!Array.isArray(environment)) {
    openMap(part, 'environment')[name] = value
    return
  }
  const index = environment.findIndex((item) => nameOf(item) === name)
  if (index < 0) environment.push(`${name}=${value}`)
  else environment[index] = `${name}=${value}`
}

function nameOf(item: unknown): string {
  return String(item).split('=')[0] ?? ''
}

/** Compose's letters are powers of 1024. */
function toComposeSize(bytes: number): string {
  for (const [unit, factor] of [
    ['g', 2 ** 30],
    ['m', 2 ** 20],
    ['k', 2 ** 10],
  ] as const) {
    if (bytes >= factor && bytes % factor === 0) return `${bytes / factor}${unit}`
  }
  return `${bytes}b`
}
