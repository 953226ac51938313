// `npm start [DESIGN]`: builds the program if need be and opens it in its window, or, on a machine without a display,
// serves the same page to a browser.
import { spawn } from 'node:child_process'
import { ensureBuild } from './setup/build.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { ensureElectron } from './setup/electron.mjs'
import { projectRoot, say, toolEnvironment } from './setup/shell.mjs'
import { electronLibraries, ensureSystemPackages } from './setup/system.mjs'

await ensureDependencies()
const built = await ensureBuild()
if (!built.ok) {
  say(built.reason)
  process.exit(1)
}

const { program, args } = await windowCommand()
const child = spawn(program, [...args, ...process.argv.slice(2)], { cwd: projectRoot, env: toolEnvironment(), stdio: 'inherit' })
child.on('error', (error) => {
  say(`${program} could not be started: ${error.message}`)
  process.exit(1)
})
// The program removes its containers before it ends, so it must hear that it is to end, and we must wait for it. Ctrl-C
// in a terminal reaches it by itself; a second one would mean that it should not wait for its containers.
process.on('SIGTERM', () => child.kill('SIGTERM'))
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => process.stdin.isTTY || child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))

async function windowCommand() {
  const page = (reason) => {
    say(`${reason}: serving the page to a browser instead of opening a window`)
    return { program: 'node', args: ['out/main/web-host.mjs'] }
  }
  if (!hasDisplay()) return page('This machine has no display')
  const libraries = await ensureSystemPackages(electronLibraries)
  if (!libraries.ok) say(`Electron may not start: ${libraries.reason}`)
  const electron = await ensureElectron()
  if (!electron.ok) return page(electron.reason)
  const flags = isRoot() ? ['--no-sandbox'] : []
  if (flags.length > 0) say("Running as root: Chromium's sandbox is off, because it does not work for root")
  return { program: electron.path, args: [...flags, projectRoot] }
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

function isRoot() {
  return process.platform === 'linux' && process.getuid() === 0
}
