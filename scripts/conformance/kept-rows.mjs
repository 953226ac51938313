// Rows that were run before with the very same sources, so that a run of an hour that was stopped goes on where it was.
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cachePath, projectRoot } from '../setup/shell.mjs'

// All that a prediction and its judgement are made of.
const rooms = [
  'simulator/engine',
  'simulator/predict',
  'simulator/conformance',
  'app/analysis',
  'app/catalogue',
  'app/design',
  'app/faults',
  'app/run',
]

/** Gives what is kept under a name, or makes it and keeps it. What failed is not kept. */
export function openKeptRows() {
  mkdirSync(cachePath('conformance'), { recursive: true })
  const file = cachePath('conformance', `${hashOfSources()}.jsonl`)
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  const kept = new Map(lines.map((line) => JSON.parse(line)))
  return async (name, make) => {
    const before = kept.get(name)
    if (before) return before
    const rows = await make()
    if (rows.every(({ ok }) => ok)) appendFileSync(file, `${JSON.stringify([name, rows])}\n`)
    return rows
  }
}

function hashOfSources() {
  const hash = createHash('sha256').update(process.version)
  for (const room of rooms) {
    const names = readdirSync(join(projectRoot, room), { recursive: true }).filter(isSource).sort()
    for (const name of names) hash.update(`${room}/${name}\0`).update(readFileSync(join(projectRoot, room, name)))
  }
  return hash.digest('hex').slice(0, 16)
}

function isSource(name) {
  return /\.(ts|yaml)$/.test(name) && !name.endsWith('.test.ts')
}
