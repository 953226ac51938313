import type { Model } from '../../../importers/compose/model.ts'
import { baseName, joinPath } from '../../../importers/compose/paths.ts'
import type { ExportedFile, ExportOptions } from '../../exporter.ts'
import { secretVariable } from '../variables.ts'
import type { Hidden } from './hide-secrets.ts'
import type { Originals } from './originals.ts'

/** `.env` and what was named instead of it go along: they are the place for secrets. */
export function toEnvFiles(model: Model, { read }: Originals): ExportedFile[] {
  return model.envFiles.flatMap((path): ExportedFile[] => {
    const found = read(path)
    if (!('text' in found)) return []
    return [{ path: baseName(path), content: found.text, secret: true }]
  })
}

/** Where the files go their variables are found beside them. */
export function withEnvFiles({ read, out }: Originals, envFiles: ExportedFile[]): Originals['read'] {
  const copies = new Map(envFiles.map(({ path, content }) => [joinPath(out, path), content]))
  return (path) => {
    const copy = copies.get(path)
    return copy === undefined ? read(path) : { text: copy }
  }
}

/** What stood in the Compose files comes to the variables that are there, with a file for others that has none of the values. */
export function withHidden(envFiles: ExportedFile[], hidden: readonly Hidden[], named: readonly string[]): ExportedFile[] {
  if (hidden.length === 0) return envFiles
  const place = named.length === 0 ? '.env' : (envFiles.at(-1)?.path ?? '.env')
  const lines = hidden.map(({ variable, value }) => `${variable}=${toValue(value)}\n`).join('')
  const example = hidden.map(({ variable, where }) => `# ${where}\n${variable}=\n`).join('\n')
  return [
    ...withLines(envFiles, place, lines),
    { path: '.env.example', content: `${exampleHead}\n\n${example}` },
    { path: '.gitignore', content: `# Passwords belong in no repository.\n${place}\n`, keep: 'once' },
  ]
}

const exampleHead = `# What stood in the Compose files and belongs in no repository. Copy this file to .env and fill it in.
# What an image has built in, or a volume already holds, has to stay as it was there.`

/** New secrets come to those that `.env` holds already. */
export function withSecrets(envFiles: ExportedFile[], secrets: string[], { newSecret }: ExportOptions): ExportedFile[] {
  if (secrets.length === 0) return envFiles
  const added = [...new Set(secrets)].map((name) => `${secretVariable(name)}=${newSecret(name)}\n`).join('')
  return withLines(envFiles, '.env', added)
}

function withLines(envFiles: ExportedFile[], path: string, lines: string): ExportedFile[] {
  const there = envFiles.find((file) => file.path === path)
  const before = there ? there.content.replace(/([^\n])$/, '$1\n') : ''
  return [...envFiles.filter((file) => file !== there), { path, content: before + lines, secret: true }]
}

/** On one line, whatever is in it, since a file that is there is completed line by line. */
function toValue(value: string): string {
  if (/^[\w./:@+=,-]*$/.test(value)) return value
  if (!/['\\\r\n]/.test(value)) return `'${value}'`
  const escaped = value
    .replace(/[\\"$]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
  return `"${escaped}"`
}
