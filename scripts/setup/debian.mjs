// Debian and Ubuntu, as far as the scripts use them: what is installed, installing more, and fetching one package from
// a newer release without the system's own package lists ever hearing of it.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cachePath, lastLine, run, say } from './shell.mjs'

const noQuestions = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
let listsAreFresh = false

// A sample line of /etc/os-release: VERSION_CODENAME=bookworm
export function release() {
  const text = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  const field = (name) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(text)?.[1] ?? ''
  return { id: field('ID'), family: `${field('ID')} ${field('ID_LIKE')}`, codename: field('VERSION_CODENAME') }
}

// Packages can be installed without asking anybody: a Debian-like system, and we are its administrator.
export function canInstallPackages() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

export async function isInstalled(name) {
  const answer = await run('dpkg-query', ['--status', name])
  return answer.ok && answer.stdout.includes('\nStatus: install ok installed\n')
}

export async function refreshLists() {
  if (listsAreFresh) return
  await run('apt-get', ['update', '-qq'], { env: noQuestions, timeout: 180_000 })
  listsAreFresh = true
}

export async function isAvailable(name) {
  const answer = await run('apt-cache', ['policy', name])
  return /Candidate: (?!\(none\))/.test(answer.stdout)
}

export async function install(names) {
  await refreshLists()
  say(`Installing ${names.join(' ')}`)
  const wait = ['-o', 'DPkg::Lock::Timeout=300']
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...wait, ...names]
  const result = await run('apt-get', args, { env: noQuestions, timeout: 600_000 })
  return result.ok ? { ok: true } : { ok: false, reason: `apt-get could not install them: ${lastLine(result)}` }
}

// Where this system gets its packages from, and which key it checks them with.
export function packageSource() {
  const files = ['/etc/apt/sources.list', ...filesIn('/etc/apt/sources.list.d')]
  const { codename } = release()
  for (const file of files.filter((name) => existsSync(name))) {
    const found = sourceIn(readFileSync(file, 'utf8'), file.endsWith('.sources'), codename)
    if (found) return found
  }
  return undefined
}

export function sourceIn(text, inStanzas, codename) {
  return inStanzas ? fromStanzas(text, codename) : fromLines(text, codename)
}

function filesIn(folder) {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => /\.(list|sources)$/.test(name))
  return names.map((name) => join(folder, name))
}

// A sample stanza:  Types: deb / URIs: http://mirror.example/debian / Suites: bookworm bookworm-updates / Signed-By: FILE
function fromStanzas(text, codename) {
  for (const stanza of text.split(/\n\s*\n/)) {
    const field = (name) => new RegExp(`^${name}:\\s*(.+)$`, 'im').exec(stanza)?.[1].trim()
    const suites = field('Suites')?.split(/\s+/) ?? []
    if (suites.includes(codename) && field('URIs')) {
      return { address: field('URIs').split(/\s+/)[0], key: field('Signed-By') }
    }
  }
  return undefined
}

// A sample line:  deb [signed-by=/usr/share/keyrings/debian.gpg] http://mirror.example/debian bookworm main
function fromLines(text, codename) {
  for (const line of text.split('\n')) {
    const parts = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)/.exec(line)
    if (parts?.[3] === codename) return { address: parts[2], key: /signed-by=(\S+)/.exec(parts[1] ?? '')?.[1] }
  }
  return undefined
}

// Fetches packages of another release into a folder, with lists and a cache of their own, and unpacks them there.
export async function unpackFrom(suite, names, folder) {
  const source = packageSource()
  if (!source) return { ok: false, reason: 'the place where this system gets its packages is not known' }
  const home = cachePath('apt', suite)
  for (const part of ['lists/partial', 'archives/partial', 'debs']) mkdirSync(join(home, part), { recursive: true })
  const key = source.key?.startsWith('/') ? `[signed-by=${source.key}] ` : ''
  writeFileSync(join(home, 'sources.list'), `deb ${key}${source.address} ${suite} main\n`)
  const settings = [
    `Dir::Etc::SourceList=${join(home, 'sources.list')}`,
    'Dir::Etc::SourceParts=-',
    `Dir::State::Lists=${join(home, 'lists')}`,
    `Dir::Cache=${home}`,
    `Dir::Cache::Archives=${join(home, 'archives')}`,
    'APT::Sandbox::User=root',
  ].flatMap((setting) => ['-o', setting])
  // Of that release by name: where the system has a package of its own, that one would be taken.
  const wanted = names.map((name) => `${name}/${suite}`)
  for (const step of [['update'], ['download', ...wanted]]) {
    const result = await run('apt-get', [...settings, '-qq', ...step], { cwd: join(home, 'debs'), timeout: 180_000 })
    if (!result.ok) return { ok: false, reason: `${suite}: ${lastLine(result)}` }
  }
  for (const file of readdirSync(join(home, 'debs'))) {
    await run('dpkg', ['-x', join(home, 'debs', file), folder])
  }
  rmSync(home, { recursive: true, force: true })
  return { ok: true }
}
