// Running other programs, and saying in one line what is going on. Everything else in this folder is built on these few.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')
export const toolFolder = join(projectRoot, 'node_modules', '.bin')

// Whatever the scripts fetch or note down for themselves lives here and may be deleted at any time.
export function cachePath(...parts) {
  return join(projectRoot, '.cache', ...parts)
}

export function say(text) {
  process.stdout.write(`${text}\n`)
}

// The pinned Node and the project's own tools come before the system's. The scripts read the value afresh each time,
// because the folder may appear only after the dependencies were installed.
export function toolEnvironment(extra = {}) {
  return { ...process.env, PATH: [toolFolder, pathWithout(toolFolder)].join(delimiter), ...extra }
}

export function pathWithout(folder) {
  const entries = (process.env.PATH ?? '').split(delimiter)
  return entries.filter((entry) => entry !== folder).join(delimiter)
}

export function which(program) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : ['']
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const ending of endings) {
      const file = join(folder, program + ending)
      if (folder && existsSync(file)) return file
    }
  }
  return undefined
}

// Runs a program to its end and never throws: a missing program is a failure like any other.
// `show` lets its output through to the terminal; otherwise the output is collected. `timeout` and `firstWord` are in
// milliseconds: the longest it may take, and the longest it may go before it prints anything at all.
export function run(program, args = [], options = {}) {
  const { show = false, timeout = 0, firstWord = 0, input, signal, cwd = projectRoot, env = process.env } = options
  return new Promise((finish) => {
    const output = show ? 'inherit' : 'pipe'
    const windowsScript = process.platform === 'win32' && /^(npm|npx)$|\.cmd$/.test(program)
    const child = spawn(program, args, {
      cwd,
      env,
      shell: windowsScript,
      stdio: [input === undefined ? 'ignore' : 'pipe', output, output],
    })
    const result = { ok: false, code: 1, stdout: '', stderr: '', timedOut: false }
    const stop = () => {
      result.timedOut = true
      child.kill('SIGKILL')
    }
    const limit = timeout > 0 ? setTimeout(stop, timeout) : undefined
    const speechless = firstWord > 0 ? setTimeout(stop, firstWord) : undefined
    const collect = (name) => (chunk) => {
      clearTimeout(speechless)
      result[name] += chunk
    }
    signal?.addEventListener('abort', stop)
    child.stdout?.on('data', collect('stdout'))
    child.stderr?.on('data', collect('stderr'))
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
    const end = (code, message) => {
      clearTimeout(limit)
      clearTimeout(speechless)
      if (message) result.stderr += message
      finish({ ...result, code: code ?? 1, ok: code === 0 })
    }
    child.on('error', (error) => end(127, error.message))
    child.on('close', (code) => end(code))
  })
}

// The last line that says anything, which is where most programs put the reason for giving up.
export function lastLine(result) {
  const lines = `${result.stdout}\n${result.stderr}`.split('\n').map((line) => line.trim())
  return lines.filter(Boolean).at(-1) ?? `exit code ${result.code}`
}
