// The images that the program runs and the tests need. Where the engine reaches a registry they are the official ones.
// Where it does not, a Debian machine builds stand-ins from Debian's own packages and gives them the official names, so
// that everything else can be tested as it is; each says of itself, in a label, what it really is.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBaseImage } from './base-image.mjs'
import { canInstallPackages } from './debian.mjs'
import { lastLine, projectRoot, run, say } from './shell.mjs'

export const images = [
  { name: 'node:24-slim', recipe: 'node', with: { node: 'node_modules/node/bin/node' } },
  { name: 'postgres:17', recipe: 'postgres' },
  { name: 'redis:7', recipe: 'redis' },
  { name: 'nginx:1.28', recipe: 'nginx' },
  { name: 'rabbitmq:4', recipe: 'rabbitmq' },
]

const recipes = join(projectRoot, 'assets', 'images', 'standins')
const standInLabel = 'microcosm.standin'
const recipeLabel = 'microcosm.standin.recipe'

// The answer has one entry per image: its name, where it came from (`here`, `pulled`, `built`, `missing`), a note where
// it is a stand-in, and the reason where it is missing.
export async function ensureTestImages() {
  const found = []
  const wanted = []
  for (const image of images) {
    const label = await labelOf(image)
    if (label === undefined) wanted.push(image)
    else found.push({ name: image.name, origin: 'here', note: label })
  }
  const pulled = await pullAll(wanted)
  const unreachable = pulled.filter((entry) => entry.unreachable).map((entry) => entry.image)
  const built = await buildAll(unreachable, pulled.find((entry) => entry.unreachable)?.reason)
  const rest = pulled.filter((entry) => !entry.unreachable).map(({ image, origin, reason }) => ({ name: image.name, origin, reason }))
  const all = [...found, ...rest, ...built]
  for (const entry of all) say(describe(entry))
  return { ok: all.every((entry) => entry.origin !== 'missing'), images: all }
}

function describe({ name, origin, note, reason }) {
  const where = { here: 'here already', pulled: 'pulled', built: 'built', missing: 'missing' }[origin]
  return `Image ${name}: ${[where, note, reason].filter(Boolean).join('; ')}`
}

// Undefined when the image is not here, or is a stand-in made by an older recipe; empty when it is an official one.
async function labelOf(image) {
  const answer = await run('docker', ['image', 'inspect', '--format', '{{json .Config.Labels}}', image.name], { timeout: 30_000 })
  if (!answer.ok) return undefined
  const labels = JSON.parse(answer.stdout) ?? {}
  const recipe = labels[recipeLabel]
  return recipe && recipe !== fingerprint(image) ? undefined : (labels[standInLabel] ?? '')
}

// One registry that does not answer is enough to know: the other images are not waited for.
async function pullAll(wanted) {
  const answers = []
  let reason
  for (const image of wanted) {
    if (!reason) {
      say(`Pulling ${image.name}`)
      const result = await run('docker', ['pull', image.name], { firstWord: 45_000, timeout: 1_200_000 })
      if (result.ok) answers.push({ image, origin: 'pulled' })
      else if (result.stdout.includes('Pulling from')) answers.push({ image, origin: 'missing', reason: lastLine(result) })
      else reason = result.timedOut ? 'the registry does not answer' : lastLine(result)
    }
    if (reason) answers.push({ image, unreachable: true, reason })
  }
  return answers
}

async function buildAll(wanted, reason) {
  if (wanted.length === 0) return []
  const fail = (why) => wanted.map(({ name }) => ({ name, origin: 'missing', reason: why }))
  if (!canInstallPackages()) return fail(reason)
  say(`This engine cannot reach a registry (${reason}): building stand-ins from Debian's packages`)
  const base = await ensureBaseImage()
  if (!base.ok) return fail(base.reason)
  return Promise.all(wanted.map((image) => build(image)))
}

async function build(image) {
  const context = mkdtempSync(join(tmpdir(), 'microcosm-image-'))
  cpSync(join(recipes, image.recipe), context, { recursive: true })
  for (const [name, file] of Object.entries(image.with ?? {})) cpSync(join(projectRoot, file), join(context, name))
  const label = `${recipeLabel}=${fingerprint(image)}`
  const args = ['build', '-q', '-t', image.name, '--label', label, ...proxyArguments(), context]
  const result = await run('docker', args, { timeout: 600_000 })
  rmSync(context, { recursive: true, force: true })
  if (!result.ok) return { name: image.name, origin: 'missing', reason: lastLine(result) }
  return { name: image.name, origin: 'built', note: await labelOf(image) }
}

// The engine knows these build arguments by itself and keeps them out of the finished image.
function proxyArguments() {
  const names = ['http_proxy', 'https_proxy', 'no_proxy'].filter((name) => process.env[name])
  return names.flatMap((name) => ['--build-arg', name])
}

function fingerprint(image) {
  const hash = createHash('sha256')
  for (const name of readdirSync(join(recipes, image.recipe)).sort()) {
    hash.update(name).update(readFileSync(join(recipes, image.recipe, name)))
  }
  for (const file of Object.values(image.with ?? {})) hash.update(versionOf(file))
  return hash.digest('hex').slice(0, 16)
}

// A program that came with a package changes exactly when the package's version does.
function versionOf(file) {
  const manifest = join(projectRoot, ...file.split('/').slice(0, 2), 'package.json')
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : 'absent'
}
