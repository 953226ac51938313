// Kills a process that saves, autosaves and recovers with the program's own modules, again and again at a moment that chance
// chooses, and checks at its next start that nothing is lost and nothing left over.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { seeded } from '../seeded.mjs'
import { createExpectation } from './expectation.mjs'

const modes = ['saves', 'autosaves', 'recoveries']
const longestLifeMs = 60

export async function tortureByKills(count, seed) {
  const home = mkdtempSync(join(tmpdir(), 'microcosm-kills-'))
  mkdirSync(join(home, 'work', 'export'), { recursive: true })
  const chance = seeded(seed)
  const expectation = createExpectation()
  const struck = { saves: 0, autosaves: 0, recoveries: 0 }
  const losses = []
  let withParts = 0
  let nextVersion = 1
  try {
    // The last one is only started, to see what the last kill left.
    for (let run = 0; run <= count; run++) {
      const mode = modes[Math.floor(chance() * modes.length)]
      const lines = await liveAndDie(home, mode, nextVersion, chance() * longestLifeMs)
      for (const line of lines) {
        for (const wrong of line.broke ? [line.broke] : expectation.hear(line)) losses.push(`kill ${run}: ${wrong}`)
        nextVersion = Math.max(nextVersion, line.version ?? 0)
      }
      if (run === count) break
      if (isInTheMiddle(lines)) struck[mode] += 1
      if (readdirSync(home, { recursive: true }).some((name) => name.endsWith('.tmp'))) withParts += 1
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
  const middle = Object.entries(struck).map(([mode, times]) => `${times} in the middle of ${mode}`)
  const line = `kills: ${count} (${middle.join(', ')}; ${withParts} left a part of a file until the next start), ${losses.length} losses`
  return { line, losses }
}

// What the process said from its start to its kill.
async function liveAndDie(home, mode, firstVersion, lifeMs) {
  const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, 'child.mjs'), home, mode, String(firstVersion)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let complained = ''
  child.stderr.on('data', (part) => (complained += part))
  const started = new Promise((resolve) => {
    child.stdout.on('data', (part) => {
      said += part
      if (said.includes('\n')) resolve()
    })
  })
  const ended = once(child, 'close')
  await Promise.race([started, ended])
  await Promise.race([delay(lifeMs), ended])
  child.kill('SIGKILL')
  await ended
  const lines = said.split('\n').filter(Boolean)
  const found = lines.map((line) => JSON.parse(line))
  return complained === '' ? found : [...found, { broke: complained }]
}

function isInTheMiddle(lines) {
  const open =
    lines.filter(({ will }) => will).length - lines.filter(({ did }) => did === 'save' || did === 'put' || did === 'discard').length
  return open > 0 || lines.at(-1)?.did === 'taken'
}
