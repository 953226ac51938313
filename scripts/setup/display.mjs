// A display for programs that open windows where nobody watches: an X server of our own that draws into memory.
import { spawn } from 'node:child_process'
import { which } from './shell.mjs'
import { ensureSystemPackages, virtualDisplay } from './system.mjs'

// { ok: true, env, stop } or { ok: false, reason }. On macOS and Windows windows need nothing special.
export async function openDisplay() {
  if (process.platform !== 'linux') return { ok: true, env: {}, stop: () => undefined }
  const installed = await ensureSystemPackages(virtualDisplay)
  if (!installed.ok) return installed
  const program = which('Xvfb')
  if (!program) return { ok: false, reason: 'Xvfb, the virtual display, is not installed' }
  const server = spawn(program, ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const stop = () => server.kill('SIGTERM')
  process.on('exit', stop)
  const number = await displayNumber(server)
  if (number === undefined) return { ok: false, reason: 'Xvfb, the virtual display, did not start' }
  return { ok: true, env: { DISPLAY: `:${number}`, WAYLAND_DISPLAY: '' }, stop }
}

// The server looks for a free number itself and writes it down as soon as it takes connections.
function displayNumber(server) {
  return new Promise((answer) => {
    const limit = setTimeout(() => answer(undefined), 20_000)
    const done = (value) => {
      clearTimeout(limit)
      answer(value)
    }
    let text = ''
    server.stdio[3].on('data', (chunk) => {
      text += chunk
      if (text.endsWith('\n')) done(text.trim())
    })
    server.on('error', () => done(undefined))
    server.on('exit', () => done(undefined))
  })
}
