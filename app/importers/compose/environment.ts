import { parseDotEnv } from './dotenv.ts'
import type { Loading } from './loading.ts'
import { toMergeable } from './merge.ts'
import { joinPath } from './paths.ts'
import { reject } from './rejection.ts'
import { child, itemsOf, type Node, textOf } from './tree.ts'

/** A variable of a container. */
export interface Variable {
  value: string
  /** Where it is written, or the `env_file` entry that names its file. */
  at: Node
  /** The text before Compose's own variables were replaced, where there were some. */
  raw?: string
  /** The file it comes from, where it is not in the Compose file itself. */
  file?: string
  /** It has no value of its own and takes that of the machine. */
  passed?: boolean
}

/** What a container is given: files of variables first, then what the service says itself. */
export function environmentOf(
  service: Node,
  loading: Loading,
  folder: string,
  variables: ReadonlyMap<string, string>,
): ReadonlyMap<string, Variable> {
  const result = new Map<string, Variable>()
  for (const { path, at, text } of readEnvFiles(service, loading, folder, variables)) {
    const parsed = parseDotEnv(text, (name) => result.get(name)?.value ?? variables.get(name))
    if ('problem' in parsed) continue
    for (const [name, value] of parsed.variables) result.set(name, { value, at, file: path })
  }
  const written = child(service, 'environment')
  const map = written && toMergeable(written, ['services', '', 'environment'])
  if (map?.type !== 'map') return result
  for (const [name, { value: node }] of map.entries) {
    const value = textOf(node) ?? variables.get(name)
    if (value === undefined) result.delete(name)
    else result.set(name, { value, at: node, ...(textOf(node) === undefined ? { passed: true } : {}), ...rawOf(node) })
  }
  return result
}

/** Each `env_file` with its text. Throws a Rejection where one that is needed is missing or holds no variables. */
export function readEnvFiles(
  service: Node | undefined,
  loading: Loading,
  folder: string,
  variables: ReadonlyMap<string, string>,
): { path: string; at: Node; text: string }[] {
  const node = child(service, 'env_file')
  const items = node?.type === 'list' ? itemsOf(node) : node ? [node] : []
  return items.flatMap((at) => {
    const name = at.type === 'map' ? textOf(child(at, 'path')) : textOf(at)
    if (!name) return []
    const path = joinPath(folder, name)
    const read = loading.read(path)
    if ('reason' in read) {
      if (textOf(child(at, 'required')) === 'false') return []
      return reject(at, `The file of variables ${name} cannot be read: ${read.reason}.`, undefined, 'file')
    }
    // What Docker itself reads holds no variables and no quotes.
    if (textOf(child(at, 'format')) === 'raw') return [{ path, at, text: quoted(read.text) }]
    const parsed = parseDotEnv(read.text, (each) => variables.get(each))
    if ('problem' in parsed) reject({ file: path, line: parsed.line }, parsed.problem, undefined, 'env')
    return [{ path, at, text: read.text }]
  })
}

function quoted(text: string): string {
  return text.replace(
    /^([A-Za-z_][A-Za-z0-9_.]*)=(.*)$/gm,
    (_all, name: string, value: string) => `${name}='${value.replaceAll("'", "\\'")}'`,
  )
}

function rawOf(node: Node): { raw?: string } {
  return node.type === 'scalar' && node.raw !== undefined ? { raw: node.raw } : {}
}
