import { wordsOf } from '../../../secrets/secret-name.ts'
import type { Service } from '../services.ts'
import { takesTelemetry } from './roles.ts'

/** An address in settings that several services are given. */
interface Shared {
  to: Service
  port: number | undefined
  /** The keys, the section and the file under which it stands. */
  context: string
  /** How many services are given it. */
  sharers: number
  /** How sure it would be in settings of one's own. */
  sure: number
}

/**
 * Settings that several services are given say what there is, not who calls it. Who uses an address of such a file is told by whom a
 * service waits for, and by its own name in the address's key, in the section or in the file's name.
 */
export interface SharedUse {
  confidence: number
  /** The end of the sentence that says whose the file is. */
  because: string
}

export function judgeShared(from: Service, { to, port, context, sharers, sure }: Shared): SharedUse {
  const whose = `, which ${sharers} services are given`
  if (from.dependsOn.some((each) => each.to === to.name))
    return { confidence: sure, because: `${whose} and ${from.name} starts after ${to.name}` }
  const own = significant(from.name)
  const said = new Set(wordsOf(context).map(singular))
  if (own.length > 0 && own.every((word) => said.has(word))) return { confidence: sure, because: `${whose}, under a key of ${from.name}` }
  if (takesTelemetry(to, port)) return { confidence: Math.min(sure, 0.6), because: `${whose}; each of them sends telemetry` }
  return { confidence: 0.3, because: `${whose}; nothing says that ${from.name} is the one that calls it` }
}

/** Those who are given a file, by its path. Several of one engine, such as the two halves of a gateway, use it in the same way. */
export function toSharers(pairs: { path: string; service: Service }[]): ReadonlyMap<string, number> {
  const users = new Map<string, Set<Service>>()
  for (const { path, service } of pairs) users.set(path, (users.get(path) ?? new Set()).add(service))
  return new Map(
    [...users].map(([path, services]) => {
      const kinds = new Set([...services].map(({ kind }) => kind))
      const [only] = kinds
      return [path, kinds.size === 1 && only && only.images.length > 0 ? 1 : services.size]
    }),
  )
}

/**
 * Keys above a place in a text of settings, with its own: `[orders]` and `db.host=`, or `orders:` and `db:` with less indentation, or
 * `"OrdersDb":` on the same line.
 */
export function contextAt(text: string, index: number): string {
  const lineStart = text.lastIndexOf('\n', index - 1) + 1
  const own = keyBefore(text.slice(Math.max(lineStart, index - 300), index))
  const above: string[] = []
  let depth = indentAt(text, lineStart)
  let end = lineStart - 1
  for (let lines = 0; end > 0 && lines < 400 && above.length < 8; lines += 1) {
    const start = text.lastIndexOf('\n', end - 1) + 1
    const line = text.slice(start, end)
    end = start - 1
    const section = /^\s*\[([^\]]{1,100})\]\s*$/.exec(line)?.[1]
    if (section !== undefined) {
      above.push(section)
      break
    }
    // "orders": {   orders:   - name: orders
    const parent = /^\s*(?:-\s+)?["']?([\w.-]{1,100})["']?\s*[:=]?\s*\{?\s*$/.exec(line)?.[1]
    if (line.trim() === '' || parent === undefined || indentOf(line) >= depth) continue
    above.push(parent)
    depth = indentOf(line)
  }
  return [own, ...above].join(' ')
}

/** Words that tell no service from another. */
const plain = new Set(['service', 'svc', 'srv', 'server', 'app', 'ms', 'microservice'])

function significant(name: string): string[] {
  const words = wordsOf(name).filter((word) => !plain.has(word))
  return words.map(singular)
}

const singular = (word: string) => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word)

/** The key that stands last before a value: `"OrdersMongo": "`, `orders.url=http://`. */
function keyBefore(text: string): string {
  return [...text.matchAll(/["']?([A-Za-z_][\w.-]{0,100})["']?\s*[:=]\s*["']?/g)].at(-1)?.[1] ?? ''
}

const indentOf = (line: string) => line.length - line.trimStart().length

function indentAt(text: string, lineStart: number): number {
  const end = text.indexOf('\n', lineStart)
  return indentOf(text.slice(lineStart, end < 0 ? undefined : end))
}
