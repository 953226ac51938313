import { readdir, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Output } from '../../app/bridge/requests.ts'
import { toFileRefusal } from '../files/file-failure.ts'

type Entry = Output<'files.list'>['entries'][number]

/** What the page's own file dialog shows: folders first, then designs and other YAML files; hidden ones are left out. */
export async function listFolder({ folder }: { folder: string }): Promise<Output<'files.list'>> {
  if (!isAbsolute(folder) || folder.includes('\0')) {
    throw new Refusal('bad-input', `"${folder}" is not a whole path: begin it at the root.`)
  }
  const shown = resolve(folder)
  const parent = dirname(shown)
  try {
    const names = (await readdir(shown)).filter((name) => !name.startsWith('.'))
    const entries = (await Promise.all(names.map((name) => toEntry(shown, name)))).filter((entry) => entry !== undefined)
    entries.sort((a, b) => Number(b.folder) - Number(a.folder) || a.name.localeCompare(b.name, 'en'))
    return { folder: shown, parent: parent === shown ? null : parent, entries }
  } catch (error) {
    throw toFileRefusal(error, `look into ${shown}`)
  }
}

async function toEntry(folder: string, name: string): Promise<Entry | undefined> {
  const path = join(folder, name)
  // A link that leads nowhere is not worth showing, and one that leads to a folder is a folder.
  const about = await stat(path).catch(() => undefined)
  if (about?.isDirectory()) return { name, path, folder: true }
  return about?.isFile() && /\.ya?ml$/i.test(name) ? { name, path, folder: false } : undefined
}
