// `kubectl kustomize`, which builds exported manifests without a cluster.
import { chmodSync, existsSync } from 'node:fs'
import { canInstallPackages, install, isAvailable, refreshLists, release, unpackFrom } from './debian.mjs'
import { cachePath, run, which } from './shell.mjs'

// The first Debian release whose package holds a kustomize of this decade.
const newerRelease = 'trixie'
const oldestKustomize = 5

export async function ensureKubectl() {
  const unpacked = cachePath('kubectl', 'usr', 'bin', 'kubectl')
  for (const path of [which('kubectl'), unpacked]) if (path && (await isUsable(path))) return { ok: true, path }
  if (!canInstallPackages()) return { ok: false, reason: 'kubectl is missing: see https://kubernetes.io/docs/tasks/tools/' }
  await refreshLists()
  if (await isAvailable('kubectl')) await install(['kubectl'])
  const installed = which('kubectl')
  if (installed && (await isUsable(installed))) return { ok: true, path: installed }
  if (release().id !== 'debian') return { ok: false, reason: "kubectl is not in this system's packages" }
  const fetched = await unpackFrom(newerRelease, ['kubectl'], cachePath('kubectl'))
  if (!fetched.ok) return { ok: false, reason: `kubectl could not be had: ${fetched.reason}` }
  if (existsSync(unpacked)) chmodSync(unpacked, 0o755)
  return (await isUsable(unpacked))
    ? { ok: true, path: unpacked }
    : { ok: false, reason: `kubectl of Debian ${newerRelease} does not run here` }
}

// Kustomize Version: v5.5.0
async function isUsable(path) {
  if (!existsSync(path)) return false
  const answer = await run(path, ['version', '--client'], { timeout: 30_000 })
  const [, major] = /Kustomize Version: v(\d+)\./.exec(answer.stdout) ?? []
  return answer.ok && Number(major) >= oldestKustomize
}
