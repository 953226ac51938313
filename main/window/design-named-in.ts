import { resolve } from 'node:path'

/**
 * The design named on a command line that also holds the program's own path and Chromium's flags, as a whole path:
 * `electron . --no-sandbox shop.microcosm.yaml`.
 */
export function designNamedIn(argv: string[], folder: string): string | undefined {
  const named = argv.slice(1).find((arg) => !arg.startsWith('-') && /\.ya?ml$/i.test(arg))
  return named === undefined ? undefined : resolve(folder, named)
}
