// HAProxy, which exported configurations are tried in. Where none is installed, Debian's own package is unpacked beside the project,
// with the libraries that it asks for: nothing is installed, and no service starts.
import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canInstallPackages, release, unpackFrom } from './debian.mjs'
import { cachePath, run, which } from './shell.mjs'

const packages = ['haproxy', 'liblua5.3-0', 'libopentracing-c-wrapper0', 'libopentracing1']
const remedy = 'install HAProxy, see https://www.haproxy.org'

export async function ensureHaproxy() {
  const starter = cachePath('haproxy', 'start')
  for (const path of [which('haproxy'), starter]) if (path && (await runs(path))) return { ok: true, path }
  const { id, codename } = release()
  if (id !== 'debian' || !canInstallPackages()) return { ok: false, reason: `HAProxy is missing: ${remedy}` }
  const home = cachePath('haproxy')
  const fetched = await unpackFrom(codename, packages, home)
  if (!fetched.ok) return { ok: false, reason: `HAProxy could not be had: ${fetched.reason}; ${remedy}` }
  writeFileSync(
    starter,
    `#!/bin/sh\nLD_LIBRARY_PATH='${librariesIn(home).join(':')}' exec '${join(home, 'usr', 'sbin', 'haproxy')}' "$@"\n`,
  )
  chmodSync(starter, 0o755)
  return (await runs(starter))
    ? { ok: true, path: starter }
    : { ok: false, reason: `HAProxy of Debian ${codename} does not run here: ${remedy}` }
}

function librariesIn(home) {
  const folders = readdirSync(home, { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.so(\.|$)/.test(name))
    .map(({ parentPath }) => parentPath)
  return [...new Set(folders)]
}

async function runs(path) {
  return existsSync(path) && (await run(path, ['-v'], { timeout: 30_000 })).ok
}
