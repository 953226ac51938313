// npm run bench -- responsiveness: the longest step of the thread that answers while files of ten megabytes are read. While one
// step lasts nobody else gets an answer. The limit that is aimed at is printed beside the figure.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerRequest } from '../../../main/answer-request.ts'
import { placesOf } from '../../../main/files/places.ts'
import { createProgram } from '../../../main/program.ts'
import { projectRoot, say } from '../../setup/shell.mjs'
import { toLargeDesign, writeComposeFiles } from './large-files.mjs'

const aimMs = 50
const count = 5

export async function measureSteps() {
  const folder = await mkdtemp(join(tmpdir(), 'microcosm-bench-'))
  process.env.MICROCOSM_HOME = join(folder, 'home')
  process.env.DOCKER_HOST = `unix://${join(folder, 'no-docker.sock')}`
  const window = { setState() {}, setMenu() {}, heard() {}, close() {} }
  const places = placesOf(projectRoot, 'mjs')
  const program = createProgram({ kind: 'web', places, named: undefined, dialogs: null, window, send() {} })
  program.prepare()
  try {
    const path = join(folder, 'large.microcosm.yaml')
    await writeFile(path, toLargeDesign())
    const compose = await writeComposeFiles(folder)
    const text = await readFile(path, 'utf8')
    const ask = async (name, input) => {
      const answer = await answerRequest(program.handlers, name, input)
      return answer.ok ? (answer.value?.problems?.[0]?.message ?? 'done') : answer.message
    }
    const steps = {
      nothing: async () => 'done',
      'opening a design of 10 MB': () => ask('designs.open', { path }),
      'checking it for a prediction': () => ask('runs.start', { engine: 'predict', text, path: null, scenario: 'none' }),
      'drawing it as Mermaid': () => ask('exports.preview', { to: 'mermaid', text }),
      'importing a Compose file of 4 MB': () => ask('imports.read', { files: [compose.largest] }),
      'importing a Compose file of 10 MB': () => ask('imports.read', { files: [compose.refused] }),
    }
    for (const [what, step] of Object.entries(steps)) say(await measure(what, step))
  } finally {
    await program.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { wrong: false }
}

async function measure(what, step) {
  // The first round compiles, as it does for a person; it counts as well.
  const rounds = []
  let said = ''
  let whole = 0
  for (let round = 0; round < count; round += 1) {
    const watch = watchSteps()
    const begun = performance.now()
    said = await step()
    whole = performance.now() - begun
    rounds.push(await watch.end())
  }
  const of = (part) => rounds.map((round) => round[part]).sort((a, b) => a - b)
  const shown = (sorted) => `${sorted[Math.floor(count / 2)].toFixed(0)} ms (at most ${sorted.at(-1).toFixed(0)} ms)`
  const figures = `longest step ${shown(of('busyMs'))}, aim ${aimMs} ms; by the clock ${shown(of('clockMs'))}`
  return `${what.padEnd(36)} ${figures}; all of it took ${whole.toFixed(0)} ms: ${said.slice(0, 70)}`
}

// The longest time between two turns of this thread: its own work in it, and by the clock, which on a machine that does other things
// at the same time also counts those.
function watchSteps() {
  const longest = { busyMs: 0, clockMs: 0 }
  let at = { clock: performance.now(), cpu: process.threadCpuUsage() }
  const look = () => {
    const now = { clock: performance.now(), cpu: process.threadCpuUsage() }
    const busyMs = (now.cpu.user + now.cpu.system - at.cpu.user - at.cpu.system) / 1000
    longest.busyMs = Math.max(longest.busyMs, busyMs)
    longest.clockMs = Math.max(longest.clockMs, now.clock - at.clock)
    at = now
  }
  const timer = setInterval(look, 1)
  return {
    async end() {
      // The last step has to end before it can be seen.
      await new Promise((next) => setTimeout(next, 5))
      look()
      clearInterval(timer)
      return longest
    },
  }
}
