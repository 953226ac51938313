import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { placesOf } from '../files/places.ts'
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

/** Without the built runtime an export says only that it cannot be read, and the test that it got nothing. */
function requireBuild(runtime: string): void {
  if (existsSync(join(runtime, 'runtime.mjs'))) return
  throw new Error('out/runtime/runtime.mjs is not built: run `npm run build` first, or `npm test -- core`, which does.')
}

/** Runs the command line within the test, with what it writes captured. The prediction's thread runs from its source. */
export async function tryCli(args: string[], cwd = project): Promise<Tried> {
  const places = placesOf(project, 'predict-worker.mjs')
  requireBuild(places.runtime)
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
