// npm run check:electron: whether the Electron that packages are made of still gets fixes. Asks the npm registry, so that it is no
// test; to be run before a release.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgeElectron } from './setup/electron-support.mjs'
import { lastLine, projectRoot, run } from './setup/shell.mjs'

const { devDependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
const asked = await run('npm', ['view', 'electron', 'version'], { timeout: 60_000 })
if (!asked.ok) {
  console.error(`The npm registry does not say which Electron is the newest: ${lastLine(asked)}`)
  process.exit(1)
}
const { ok, line } = judgeElectron(devDependencies.electron, asked.stdout.trim())
console.log(line)
process.exit(ok ? 0 : 1)
