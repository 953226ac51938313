import { createHash } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { beforePulling, type RunSheet, rowsToPull, toSheetRows } from '../../app/run/run-sheet.ts'
import { createJsonStore } from '../files/json-store.ts'

const acceptedSchema = z.array(
  z.object({
    /** The design's file; null: designs that were never saved. */
    path: z.string().nullable(),
    /** Hash of each row, by the row's name. */
    rows: z.record(z.string(), z.string()),
    /** Rows of images that were accepted before they were pulled. */
    toPull: z.array(z.string()),
  }),
)
type Accepted = z.infer<typeof acceptedSchema>[number]
const mostKept = 200

export interface AcceptedSheets {
  /** Names of the rows that are not as they were accepted; undefined: nothing was accepted yet. An empty list is a sheet that was. */
  changes(path: string | null, sheet: RunSheet): Promise<string[] | undefined>
  accept(path: string | null, sheet: RunSheet): Promise<void>
}

/**
 * What the person let run, the last sheet for each design, in a file of its own: the page may write settings, and none of these. An
 * image that was accepted before it was here is accepted as what came of the pull, and from then on only as that.
 */
export function createAcceptedSheets(userFolder: string): AcceptedSheets {
  const store = createJsonStore(join(userFolder, 'accepted-runs.json'), acceptedSchema, [])

  async function accept(path: string | null, sheet: RunSheet): Promise<void> {
    const accepted = { path, rows: toHashes(sheet), toPull: rowsToPull(sheet) }
    await store.change((all) => [accepted, ...all.filter((one) => one.path !== path)].slice(0, mostKept))
  }

  return {
    accept,
    async changes(path, sheet) {
      // Where it cannot be read, nothing counts as accepted.
      const all = await store.read().catch(() => [])
      const accepted = all.find((one) => one.path === path)
      return accepted && changesSince(accepted, sheet)
    },
  }
}

function changesSince({ rows, toPull }: Accepted, sheet: RunSheet): string[] {
  const now = toHashes(beforePulling(sheet, toPull))
  return [...new Set([...Object.keys(rows), ...Object.keys(now)])].filter((name) => rows[name] !== now[name])
}

/** By which the page says which sheet the person accepted. */
export function hashOf(sheet: RunSheet): string {
  return hash(JSON.stringify([...toSheetRows(sheet)]))
}

function toHashes(sheet: RunSheet): Record<string, string> {
  return Object.fromEntries([...toSheetRows(sheet)].map(([name, text]) => [name, hash(text)]))
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
