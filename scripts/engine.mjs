// `npm run engine`: a Docker engine that answers on this machine, with the images that Microcosm uses.
import { ensureDependencies } from './setup/dependencies.mjs'
import { ensureDocker } from './setup/docker.mjs'
import { ensureTestImages } from './setup/images.mjs'
import { say } from './setup/shell.mjs'

await ensureDependencies()
const engine = await ensureDocker()
if (!engine.ok) {
  say(engine.reason)
  process.exit(1)
}
say(`Docker Engine ${engine.version}${engine.compose ? '' : `, ${engine.composeReason}`}`)
const { ok } = await ensureTestImages()
process.exitCode = ok ? 0 : 1
