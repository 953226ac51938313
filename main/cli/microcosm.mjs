#!/usr/bin/env node
// `microcosm` in a checkout: the built command line, built first where it is not there yet.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const bundle = join(root, 'out', 'main', 'cli.mjs')

if (!existsSync(bundle)) build()
await import(pathToFileURL(bundle).href)

// The build speaks on the standard error: the standard output belongs to the command's result.
function build() {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  if (!existsSync(vite)) fail('Its packages are not installed here: run "npm ci" in its folder.')
  process.stderr.write('Building Microcosm, once.\n')
  // Vite needs a newer Node.js than the program, and the project brings one along.
  const pinned = join(root, 'node_modules', 'node', 'bin', 'node')
  const node = existsSync(pinned) ? pinned : process.execPath
  const { status } = spawnSync(node, [vite, 'build', '--app', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) fail('The build failed: see above.')
}

function fail(sentence) {
  process.stderr.write(`microcosm: ${sentence}\n`)
  process.exit(1)
}
