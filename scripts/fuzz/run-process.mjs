// Runs one process of a fuzz to its end, however that comes.
import { spawn } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../setup/shell.mjs'
import { silentMs } from './limits.mjs'

const here = import.meta.dirname

// { tally, faults }: with `stoppedAt` where the process did not get to its end.
export async function runProcess(job, root) {
  const folder = join(root, `${job.file}-${job.from}`)
  await mkdir(join(folder, 'home'), { recursive: true })
  const progress = join(folder, 'progress')
  const order = JSON.stringify({ ...job, folder, progress })
  const hooks = pathToFileURL(join(here, '..', 'setup', 'text-imports.mjs')).href
  // What need not write anything may not; what has to is kept within its own folder.
  const permissions = job.writes
    ? [`--import=${pathToFileURL(join(here, 'guard-writes.mjs')).href}`]
    : ['--permission', '--allow-fs-read=*', `--allow-fs-write=${progress}`, '--allow-worker']
  const args = ['--no-warnings', '--max-old-space-size=400', ...permissions, `--import=${hooks}`, join(here, 'child.mjs'), order]
  const env = {
    PATH: process.env.PATH,
    HOME: join(folder, 'home'),
    TMPDIR: folder,
    MICROCOSM_HOME: join(folder, 'home'),
    DOCKER_HOST: `unix://${join(folder, 'no-docker.sock')}`,
    ...(process.env.MICROCOSM_CORPUS ? { MICROCOSM_CORPUS: process.env.MICROCOSM_CORPUS } : {}),
    MICROCOSM_PROJECT: projectRoot,
  }
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const found = { tally: undefined, faults: [] }
  let said = ''
  let hangs = false
  child.stderr.on('data', (part) => {
    said = (said + part).slice(-4000)
  })
  child.on('message', (message) => {
    if (message.type === 'tally') found.tally = message.tally
    else found.faults.push({ index: message.index, what: message.what })
  })
  const watch = watchProgress(progress, () => {
    hangs = true
    child.kill('SIGKILL')
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  watch.end()
  if (found.tally) return found
  const lines = said.split('\n').filter((line) => line.trim() !== '')
  const reason = lines.find((line) => /Error|FATAL/.test(line)) ?? lines.at(-1)
  // A process that tried nothing says nothing of the program.
  if ((await readFile(progress, 'utf8').catch(() => '')) === '') throw new Error(`The target ${job.name} cannot be loaded: ${reason}`)
  const stoppedAt = Number(await readFile(progress, 'utf8'))
  const known = found.faults.some(({ index }) => index === stoppedAt)
  if (!known) found.faults.push({ index: stoppedAt, what: hangs ? 'hangs' : `ended the process (${code}): ${reason}` })
  return { ...found, stoppedAt }
}

function watchProgress(file, onSilence) {
  let last = ''
  let changedAt = performance.now()
  const timer = setInterval(async () => {
    const now = await readFile(file, 'utf8').catch(() => '')
    if (now !== last) changedAt = performance.now()
    last = now
    if (performance.now() - changedAt > silentMs) onSilence()
  }, 2000)
  return { end: () => clearInterval(timer) }
}
