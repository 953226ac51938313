import { isSame } from '../../../design/value-at.ts'
import { copy, isOwn, mapAt, type OpenText, type Own, openText } from './own-values.ts'

/** What is edited: the texts of several files, or the configuration that they come to. */
export interface Project {
  /** `keys`: what of the services may be edited, here of all and below of one. */
  onAll(keys: readonly string[], edit: (root: Own, index: number) => void): void
  onService(service: string, keys: readonly string[], edit: (parts: Own[]) => void): void
}

/** Edits of texts, which take them over when it is closed. */
export interface TextProject extends Project {
  close(): void
}

/** One edit after another is made in the values of the texts, which are read once for all of them as far as that can be. */
export function textProject(texts: Map<string, string>): TextProject {
  let open: Map<string, OpenText> | undefined
  const close = () => {
    for (const [name, text] of open ?? []) texts.set(name, text.close())
    open = undefined
  }
  const opened = () => {
    open ??= new Map([...texts].map(([name, text]) => [name, openText(text)]))
    return [...open.values()]
  }
  let hasNewNames = false
  return {
    close,
    onAll(keys, edit) {
      for (const [index, { documents }] of opened().entries()) {
        for (const { root, whole } of documents) {
          const inherited = keys.length === 0 ? {} : (mapAt(whole(), 'services') ?? {})
          const taken = Object.entries(mapAt(root, 'services') ?? {}).flatMap(([service, part]) => {
            const from = inherited[service]
            return isOwn(part) && isOwn(from) ? [{ part, values: takeIn(part, from, keys) }] : []
          })
          edit(root, index)
          for (const { part, values } of taken) leaveOut(part, values)
        }
      }
      hasNewNames = true
    },
    onService(service, keys, edit) {
      // What a service inherits is found by the name that it has in the text.
      if (hasNewNames) close()
      hasNewNames = false
      const held = opened().flatMap(({ documents }) => documents.flatMap((document) => partOf(document, service)))
      const taken = held.map(({ part, whole }) => takeIn(part, whole, keys))
      edit(held.map(({ part }) => part))
      for (const [index, { part }] of held.entries()) leaveOut(part, taken[index] ?? {})
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
export function putBack(project: Project, service: string, key: string, value: unknown): void {
  project.onService(service, [], (parts) => {
    const part = parts.findLast((each) => each[key] !== undefined) ?? parts.at(-1)
    // The path of what is extended from another folder is whole, and is not for a file.
    if (!part || (key === 'build' && isOwn(part.extends))) return
    // Nothing of its own: an empty one hides what is inherited.
    part[key] = value === undefined ? {} : copy(value)
  })
}

/** What a document says of a service; `whole`: with what a merge key gives it. */
function partOf({ root, whole }: OpenText['documents'][number], service: string): { part: Own; whole: Own }[] {
  const part = mapAt(root, 'services', service)
  return part ? [{ part, whole: mapAt(whole(), 'services', service) ?? {} }] : []
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
