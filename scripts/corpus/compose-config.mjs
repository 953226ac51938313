// `docker compose config` in a process group of its own: the plugin is a child of `docker`, and some files never end.
import { spawn } from 'node:child_process'

const longestMs = 45_000

// What Docker itself needs of the shell: what else is set on this machine is in none of the files.
export const shell = Object.fromEntries(
  Object.entries(process.env).filter(([name]) =>
    /^(?:PATH|HOME|TMPDIR|XDG_RUNTIME_DIR|DOCKER_(?:HOST|CONFIG|CONTEXT|CERT_PATH|TLS_VERIFY))$/.test(name),
  ),
)

export function composeConfig(folder, files) {
  return new Promise((finish) => {
    const named = files.flatMap((file) => ['-f', file])
    const child = spawn('docker', ['compose', ...named, 'config'], {
      cwd: folder,
      env: shell,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const result = { ok: false, text: '', reason: '' }
    const limit = setTimeout(() => {
      result.reason = `did not end in ${longestMs / 1000} s`
      process.kill(-child.pid, 'SIGKILL')
    }, longestMs)
    child.stdout.on('data', (chunk) => {
      result.text += chunk
    })
    let errors = ''
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    child.on('error', (error) => finish({ ...result, reason: error.message }))
    child.on('close', (code) => {
      clearTimeout(limit)
      const said = errors.split('\n').filter((line) => line.trim() !== '' && !/level=warning/.test(line))
      finish({ ...result, ok: code === 0 && result.reason === '', reason: result.reason || (code === 0 ? '' : (said.at(-1) ?? '')) })
    })
  })
}
