// The project's packages, as package-lock.json says. npm keeps its own record of what it put into node_modules, so
// nothing has to be noted down here, and nothing is installed again that somebody installed by hand just now.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathWithout, projectRoot, run, say, toolFolder } from './shell.mjs'

const lockFile = join(projectRoot, 'package-lock.json')
const recordFile = join(projectRoot, 'node_modules', '.package-lock.json')

export async function ensureDependencies() {
  if (upToDate()) return
  const command = existsSync(lockFile) ? 'ci' : 'install'
  say(`Installing the project's packages (npm ${command})`)
  const args = [command, '--no-audit', '--no-fund', '--loglevel=error']
  // npm must not run on the Node inside the folder that it is about to empty.
  const env = { ...process.env, PATH: pathWithout(toolFolder) }
  const result = await run('npm', args, { env, show: true })
  if (!result.ok) {
    say('npm could not install the packages: see above')
    process.exit(1)
  }
}

// Packages for other platforms are in the lock file but never installed here; npm marks them as optional.
function upToDate() {
  if (!existsSync(recordFile)) return false
  if (!existsSync(lockFile)) return true
  const installed = packagesIn(recordFile)
  const wanted = Object.entries(packagesIn(lockFile)).filter(([path, entry]) => path !== '' && !entry.optional && !entry.devOptional)
  return wanted.every(([path, entry]) => installed[path]?.version === entry.version)
}

function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
}
