// `docker compose`, the plugin of the Docker command that the Compose exporter is checked with.
import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { canInstallPackages, install, isAvailable, refreshLists, release, unpackFrom } from './debian.mjs'
import { cachePath, run, say } from './shell.mjs'

// The first Debian release that carries version 2, and where its package keeps the program.
const newerRelease = 'trixie'
const programInPackage = 'usr/libexec/docker/cli-plugins/docker-compose'

export async function ensureCompose() {
  const present = await pluginPath()
  if (present) return { path: present }
  if (!canInstallPackages()) return { reason: 'docker compose is missing: see https://docs.docker.com/compose/install/' }
  await refreshLists()
  for (const name of ['docker-compose-plugin', 'docker-compose-v2']) {
    if (await isAvailable(name)) await install([name])
  }
  if (!(await pluginPath()) && release().id === 'debian') {
    const fetched = await fetchFromNewerRelease()
    if (!fetched.ok) return { reason: `docker compose could not be had: ${fetched.reason}` }
  }
  const path = await pluginPath()
  return path ? { path } : { reason: 'docker compose could not be installed' }
}

async function pluginPath() {
  const version = await run('docker', ['compose', 'version', '--short'], { timeout: 15_000 })
  if (!version.ok) return undefined
  const list = '{{range .ClientInfo.Plugins}}{{if eq .Name "compose"}}{{.Path}}{{end}}{{end}}'
  const answer = await run('docker', ['info', '--format', list], { timeout: 15_000 })
  return answer.stdout.trim() || 'docker compose'
}

// The program has no dependencies on the system's libraries, so the newer release's copy runs on the older one.
async function fetchFromNewerRelease() {
  const folder = cachePath('docker', 'compose')
  const unpacked = await unpackFrom(newerRelease, ['docker-compose'], folder)
  if (!unpacked.ok) return unpacked
  const plugins = join(homedir(), '.docker', 'cli-plugins')
  mkdirSync(plugins, { recursive: true })
  copyFileSync(join(folder, programInPackage), join(plugins, 'docker-compose'))
  chmodSync(join(plugins, 'docker-compose'), 0o755)
  rmSync(folder, { recursive: true, force: true })
  say(`docker compose comes from Debian ${newerRelease}`)
  return { ok: true }
}
