// Crashes the threads on which predictions and answers run and files are read, again and again in ways and at moments that chance chooses, in a process
// that holds a design as the program does; and checks each time that the process lives, that the design, its file and its draft are as
// they were, and that the next prediction is right.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// So little that a thread whose memory overflows does so soon. Node ends a thread in order only where no more than 16 MB come to its heap
// at once after it was full; with its own sizes that fails once in some twenty times, and the whole process ends, as by a kill.
const limits = ['--max-old-space-size=256', '--max-semi-space-size=4']

export async function tortureByWorkers(count, seed) {
  const home = mkdtempSync(join(tmpdir(), 'microcosm-workers-'))
  const losses = []
  const struck = { exit: 0, throw: 0, reject: 0, memory: 0 }
  const met = { busy: 0, idle: 0, answer: 0, reading: 0 }
  try {
    const args = ['--no-warnings', ...limits, join(import.meta.dirname, 'child.mjs')]
    const child = spawn(process.execPath, [...args, home, String(count), String(seed)], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let complained = ''
    child.stdout.on('data', (part) => (said += part))
    child.stderr.on('data', (part) => (complained += part))
    const [code] = await once(child, 'close')
    for (const line of said
      .split('\n')
      .filter(Boolean)
      .map((text) => JSON.parse(text))) {
      struck[line.way] += 1
      met[line.where] += 1
      for (const wrong of line.wrong) losses.push(`crash ${line.crash} (${line.way}, ${line.where}): ${wrong}`)
    }
    const made = Object.values(struck).reduce((sum, times) => sum + times, 0)
    if (code !== 0 || made !== count) losses.push(`the process ended with ${code} after ${made} crashes: ${complained.trim()}`)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
  const counts = (kinds) =>
    Object.entries(kinds)
      .map(([kind, times]) => `${times} ${kind}`)
      .join(', ')
  return { line: `workers: ${count} crashes (${counts(struck)}; thread ${counts(met)}), ${losses.length} losses`, losses }
}
