import { readFile, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as z from 'zod'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Input, Output } from '../../app/bridge/requests.ts'
import { checkDesignPath, readDesignFile, writeDesignFile } from '../files/design-file.ts'
import type { Dialogs } from '../files/dialogs.ts'
import { reasonOf, toFileRefusal } from '../files/file-failure.ts'
import { readAtRevision } from '../files/git-revision.ts'
import { isThere } from '../files/is-there.ts'
import type { Recent } from '../files/recent.ts'
import { sweepTemporaries } from '../files/sweep-temporaries.ts'

export interface DesignAccess {
  recent: Recent
  /** null: the page shows its own dialogs, and names the path. */
  dialogs: Dialogs | null
}

export async function openDesign({ path }: Input<'designs.open'>, { recent, dialogs }: DesignAccess): Promise<Output<'designs.open'>> {
  const chosen = path ?? (await requireDialogs(dialogs, 'open').openDesign())
  if (chosen === null) return null
  const file = await readDesignFile(checkDesignPath(chosen))
  const target = await realpath(file.path).catch(() => file.path)
  await sweepTemporaries(dirname(target), (name) => name === basename(target), new Date())
  await remember(recent, file.path)
  return file
}

export async function saveDesign(input: Input<'designs.save'>, { recent }: DesignAccess): Promise<Output<'designs.save'>> {
  const path = checkDesignPath(input.path)
  await writeDesignFile(path, input.text, input.lastRead, input.overwrite ?? false)
  await remember(recent, path)
  return { path, name: basename(path) }
}

export async function saveDesignAs(input: Input<'designs.saveAs'>, { recent, dialogs }: DesignAccess): Promise<Output<'designs.saveAs'>> {
  const chosen = input.path ?? (await requireDialogs(dialogs, 'save').saveDesign(withEnding(input.suggestedName)))
  if (chosen === null) return null
  const path = checkDesignPath(withEnding(chosen))
  // The system's dialog has asked before it names a file that is there; but not when an ending was added to what it named.
  const asked = input.path === undefined && path === chosen
  if (!asked && (await isThere(path))) {
    throw new Refusal('exists', `${path} is there already. Choose another name, or overwrite it.`, { path })
  }
  await writeDesignFile(path, input.text, null, true)
  await remember(recent, path)
  return { path, name: basename(path) }
}

/** A list that cannot be kept is no reason to tell a person that their file was not opened or saved: it was. */
async function remember(recent: Recent, path: string): Promise<void> {
  await recent.add(path).catch((error: unknown) => console.error(`The list of recent files was not kept: ${reasonOf(error)}.`))
}

/** The same file at a revision of git. */
export async function readDesignAt({ path, revision }: Input<'designs.at'>): Promise<Output<'designs.at'>> {
  const checked = checkDesignPath(path)
  const name = basename(checked)
  return { text: await readAtRevision(checked, name, revision), name: `${name} (${revision})` }
}

const examplesSchema = z.array(z.object({ id: z.string(), title: z.string(), summary: z.string(), file: z.string() }))

export async function listExamples(folder: string): Promise<Output<'designs.examples'>> {
  const list = examplesSchema.parse(JSON.parse(await readExample(join(folder, 'examples.json'))))
  return Promise.all(
    list.map(async ({ id, title, summary, file }) => ({ id, title, summary, text: await readExample(join(folder, basename(file))) })),
  )
}

async function readExample(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw toFileRefusal(error, `read the examples at ${path}`)
  }
}

// `Web shop` → `Web shop.microcosm.yaml`
function withEnding(name: string): string {
  return /\.ya?ml$/i.test(name) ? name : `${name}.microcosm.yaml`
}

function requireDialogs(dialogs: Dialogs | null, what: 'open' | 'save'): Dialogs {
  if (dialogs) return dialogs
  throw new Refusal('bad-input', `No file was named: say which path to ${what}.`)
}
