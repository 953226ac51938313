import type { ContainerPlan } from '../../catalogue/component.ts'
import { renameHost } from '../imported/host-names.ts'
import type { Stated, StatedText } from '../imported/stated.ts'

interface Named {
  id: string
  role: string
  container: ContainerPlan | undefined
  stated?: Stated
}

/**
 * Services under the names of the design wherever imported ones name them otherwise: by the name of a container, of a machine, or by
 * an alias. Service Connect answers under one name each.
 */
export function withServiceNames<T extends Named>(parts: T[]): T[] {
  const known = new Set(parts.map(({ id }) => id))
  const renamed = parts.flatMap(({ id, role, stated }) =>
    stated && role === 'service'
      ? [stated.service, ...stated.hosts].filter((host) => !known.has(host)).map((from) => ({ from, to: id }))
      : [],
  )
  if (renamed.length === 0) return parts
  const rename = (text: string, setting: string) => renamed.reduce((now, { from, to }) => renameHost(now, setting, from, to), text)
  return parts.map((part) => {
    const { container, stated } = part
    if (!container || !stated) return part
    const renameWord = (word: string) => rename(word, '')
    const renameTexts = (words: ReadonlyMap<number, StatedText>) =>
      new Map([...words].map(([at, text]) => [at, text.map((piece) => (typeof piece === 'string' ? renameWord(piece) : piece))]))
    const { ready } = container
    const { command, entrypoint, health } = stated.secretWords
    const secretWords = { command: renameTexts(command), entrypoint: renameTexts(entrypoint), health: renameTexts(health) }
    return {
      ...part,
      stated: { ...stated, secretWords, ...(stated.entrypoint ? { entrypoint: stated.entrypoint.map(renameWord) } : {}) },
      container: {
        ...container,
        env: Object.fromEntries(Object.entries(container.env).map(([name, value]) => [name, rename(value, name)])),
        files: Object.fromEntries(Object.entries(container.files).map(([path, content]) => [path, rename(content, '')])),
        ...(container.command ? { command: container.command.map(renameWord) } : {}),
        ...(ready.probe === 'exec' ? { ready: { ...ready, command: ready.command.map(renameWord) } } : {}),
      },
    }
  })
}
