import { join, resolve } from 'node:path'
import { placesOf } from '../files/places.ts'
import { requireBuilt } from '../files/require-built.ts'
import type { Io } from './command.ts'
import { runCli } from './run-cli.ts'

/** The project's folder, whose examples and runtime the tests use. */
export const project = resolve(import.meta.dirname, '../..')

export interface Tried {
  code: number
  /** What stood on the standard output and on the standard error, line by line. */
  out: string[]
  err: string[]
}

/** Runs the command line within the test, with what it writes captured. The prediction's thread runs from its source. */
export async function tryCli(args: string[], cwd = project): Promise<Tried> {
  const places = placesOf(project, 'mjs')
  // Without it an export says only that it cannot be read, and the test that it got nothing.
  requireBuilt(join(places.runtime, 'runtime.mjs'))
  const written = { out: [] as string[], err: [] as string[] }
  const io: Io = {
    out: (text) => void written.out.push(...text.split('\n')),
    err: (text) => void written.err.push(...text.split('\n')),
    terminal: null,
    ask: null,
    cwd,
    env: process.env,
    places: { ...places, predictWorker: resolve(project, 'simulator/predict/worker.ts') },
    interrupted: new AbortController().signal,
  }
  return { code: await runCli(args, io), ...written }
}
