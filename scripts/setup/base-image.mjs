// A minimal Debian, made here from Debian's packages: what the stand-in images are built on.
import { mkdirSync, rmSync } from 'node:fs'
import { install, packageSource, release } from './debian.mjs'
import { cachePath, lastLine, run } from './shell.mjs'

// The recipes name this image, and packages as this release calls them.
const suite = 'bookworm'
const baseName = `microcosm/standin-base:${suite}`
const officialName = `debian:${suite}-slim`

// As in the official slim images: no manuals, no other languages, no service starts because its package was installed.
const lean = ['path-exclude=/usr/share/man/*', 'path-exclude=/usr/share/doc/*', 'path-exclude=/usr/share/locale/*']
const quiet = 'printf "#!/bin/sh\\nexit 101\\n" > "$1/usr/sbin/policy-rc.d" && chmod +x "$1/usr/sbin/policy-rc.d"'

export async function ensureBaseImage() {
  if (await isHere(baseName)) return { ok: true }
  if (release().id !== 'debian') return { ok: false, reason: 'stand-ins can only be built on Debian' }
  const tools = await install(['mmdebstrap', 'debian-archive-keyring'])
  if (!tools.ok) return tools
  mkdirSync(cachePath('docker'), { recursive: true })
  const archive = cachePath('docker', 'base.tar')
  const options = [...lean, 'force-unsafe-io'].map((option) => `--dpkgopt=${option}`)
  const args = ['--variant=minbase', '--mode=root', ...options, `--customize-hook=${quiet}`, suite, archive]
  const made = await run('mmdebstrap', [...args, packageSource()?.address].filter(Boolean), { timeout: 300_000 })
  if (!made.ok) return { ok: false, reason: `the base image could not be made: ${lastLine(made)}` }
  const changes = ['--change', 'CMD ["bash"]', '--change', `LABEL microcosm.standin="Debian ${suite}, made on this machine"`]
  const imported = await run('docker', ['import', ...changes, archive, baseName], { timeout: 120_000 })
  rmSync(archive, { force: true })
  if (!imported.ok) return { ok: false, reason: lastLine(imported) }
  if (!(await isHere(officialName))) await run('docker', ['tag', baseName, officialName])
  return { ok: true }
}

async function isHere(name) {
  return (await run('docker', ['image', 'inspect', name], { timeout: 30_000 })).ok
}
