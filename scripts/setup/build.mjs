// The built program in out/, made again when anything it is made from is newer.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot, run, say, toolEnvironment } from './shell.mjs'

const sources = ['app', 'assets', 'main', 'renderer', 'simulator', 'package-lock.json', 'vite.config.ts']
const products = ['out/main/main.cjs', 'out/main/web-host.mjs', 'out/renderer/index.html', 'out/runtime/runtime.mjs']

export async function ensureBuild() {
  if (isCurrent()) return { ok: true }
  say('Building')
  const result = await run('npm', ['run', '--silent', 'build'], { env: toolEnvironment(), show: true })
  return result.ok ? { ok: true } : { ok: false, reason: 'the build failed: see above' }
}

function isCurrent() {
  const built = products.map((file) => join(projectRoot, file))
  if (!built.every((file) => existsSync(file))) return false
  const oldest = Math.min(...built.map((file) => statSync(file).mtimeMs))
  return sources.every((name) => newest(join(projectRoot, name)) <= oldest)
}

// A folder counts as well as its files: its time changes when a file in it is deleted.
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
