// The packages that an exported AWS application asks for, in their exact versions, installed once beside the project: about
// 250 MB that are needed to check such applications and for nothing else.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cachePath, lastLine, projectRoot, run, say, toolEnvironment } from './shell.mjs'

const wantedFile = join(projectRoot, 'app', 'exporters', 'cdk', 'sources', 'toolchain.json')

// { ok, path } with the folder that holds node_modules, or { ok: false, reason }.
export async function ensureCdkToolchain() {
  const path = cachePath('cdk-toolchain')
  const wanted = JSON.parse(readFileSync(wantedFile, 'utf8'))
  if (isInstalled(path, wanted)) return { ok: true, path }
  say('Installing what exported AWS applications are checked with')
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, 'package.json'), `${JSON.stringify({ private: true, ...wanted }, null, 2)}\n`)
  const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error']
  const result = await run('npm', args, { cwd: path, env: toolEnvironment(), timeout: 600_000 })
  if (result.ok && isInstalled(path, wanted)) return { ok: true, path }
  return { ok: false, reason: `npm could not install the packages of AWS CDK from its registry: ${complaint(result)}` }
}

// npm names the error first and the place of its log last.
function complaint(result) {
  const said = result.stderr.split('\n').filter((line) => line.startsWith('npm error') && !line.includes('complete log'))
  return (
    said
      .slice(0, 3)
      .map((line) => line.slice('npm error '.length))
      .join('; ') || lastLine(result)
  )
}

function isInstalled(path, { dependencies, devDependencies }) {
  return Object.entries({ ...dependencies, ...devDependencies }).every(([name, version]) => {
    const manifest = join(path, 'node_modules', name, 'package.json')
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version
  })
}
