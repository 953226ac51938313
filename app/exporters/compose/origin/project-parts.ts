import { isSame } from '../../../design/value-at.ts'
import { copy, editText, isOwn, mapAt, type Own } from './own-values.ts'

/** What is edited: the texts of several files, or the configuration that they come to. */
export interface Project {
  /** `keys`: what of the services may be edited, here of all and below of one. */
  onAll(keys: readonly string[], edit: (root: Own, index: number) => void): void
  onService(service: string, keys: readonly string[], edit: (parts: Own[]) => void): void
}

/** Edits the texts in place. */
export function textProject(texts: Map<string, string>): Project {
  return {
    onAll(keys, edit) {
      for (const [index, [name, text]] of [...texts].entries()) {
        const edited = editText(text, (root, whole) => {
          const inherited = keys.length === 0 ? {} : (mapAt(whole(), 'services') ?? {})
          const taken = Object.entries(mapAt(root, 'services') ?? {}).flatMap(([service, part]) => {
            const from = inherited[service]
            return isOwn(part) && isOwn(from) ? [{ part, values: takeIn(part, from, keys) }] : []
          })
          edit(root, index)
          for (const { part, values } of taken) leaveOut(part, values)
        })
        texts.set(name, edited)
      }
    },
    onService(service, keys, edit) {
      const held = partsOf(texts, service)
      const taken = held.map(({ part, whole }) => takeIn(part, whole, keys))
      edit(held.map(({ part }) => part))
      for (const [index, { part }] of held.entries()) leaveOut(part, taken[index] ?? {})
      for (const [name, text] of texts) {
        const own = held.filter((each) => each.name === name)
        if (own.length === 0) continue
        const edited = editText(text, (root, _whole, document) => {
          const services = mapAt(root, 'services')
          const part = own.find((each) => each.document === document)?.part
          if (part && services && isOwn(services[service])) services[service] = part
        })
        texts.set(name, edited)
      }
    },
  }
}

/** Edits a resolved configuration in place: it is its only part. */
export function resolvedProject(root: Own): Project {
  return {
    onAll: (_keys, edit) => edit(root, 0),
    onService(service, _keys, edit) {
      const part = mapAt(root, 'services', service)
      edit(part ? [part] : [])
    },
  }
}

/** Gives a service its own value of a key again, in the file that speaks of it last. */
export function putBack(texts: Map<string, string>, service: string, key: string, value: unknown): void {
  textProject(texts).onService(service, [], (parts) => {
    const part = parts.findLast((each) => each[key] !== undefined) ?? parts.at(-1)
    // The path of what is extended from another folder is whole, and is not for a file.
    if (!part || (key === 'build' && isOwn(part.extends))) return
    // Nothing of its own: an empty one hides what is inherited.
    part[key] = value === undefined ? {} : copy(value)
  })
}

interface Part {
  name: string
  document: number
  part: Own
  /** With what a merge key gives it. */
  whole: Own
}

/** What each document of each file says of a service. */
function partsOf(texts: ReadonlyMap<string, string>, service: string): Part[] {
  return [...texts].flatMap(([name, text]) => {
    const parts: Part[] = []
    editText(text, (root, whole, document) => {
      const part = mapAt(root, 'services', service)
      if (part) parts.push({ name, document, part, whole: mapAt(whole(), 'services', service) ?? {} })
    })
    return parts
  })
}

/** What a merge key gives is hidden by a key of the service's own, so that one begins as a copy. */
function takeIn(part: Own, whole: Own, keys: readonly string[]): Own {
  const inherited = keys.filter((key) => !Object.hasOwn(part, key) && whole[key] !== undefined && whole[key] !== null)
  const taken = Object.fromEntries(inherited.map((key) => [key, whole[key]]))
  Object.assign(part, copy(taken))
  return taken
}

/** What was not edited after all stays inherited. */
function leaveOut(part: Own, taken: Own): void {
  for (const [key, value] of Object.entries(taken)) if (isSame(part[key], value)) delete part[key]
}
