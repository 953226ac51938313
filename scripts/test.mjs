// `npm test [STAGE…]`: everything that can be checked on this machine, one stage after another. A stage that fails does
// not keep the next ones from running; what could not be run is named at the end with its reason.
import { findCorpus } from './corpus/cases.mjs'
import { ensureBuild } from './setup/build.mjs'
import { ensureCdkToolchain } from './setup/cdk.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { openDisplay } from './setup/display.mjs'
import { ensureDocker } from './setup/docker.mjs'
import { ensureElectron } from './setup/electron.mjs'
import { ensureHaproxy } from './setup/haproxy.mjs'
import { ensureHelm } from './setup/helm.mjs'
import { ensureTestImages } from './setup/images.mjs'
import { ensureKubectl } from './setup/kubectl.mjs'
import { run, say, toolEnvironment } from './setup/shell.mjs'
import { electronLibraries, ensureChromium, ensureSystemPackages } from './setup/system.mjs'
import { runProject } from './setup/vitest.mjs'

const totals = { passed: 0, failed: 0 }
const failures = []
const skipped = []
const reasons = []

// The stages in their order. `build` has to come before the tests, which start the built program.
const stages = {
  types: () => command('types', 'check:types'),
  style: () => command('style', 'check:style'),
  unused: () => command('unused', 'check:unused'),
  build: () => command('build', 'build'),
  core: () => core(),
  corpus: () => corpus(),
  cdk: () => cdk(),
  live: () => live(),
  e2e: () => endToEnd(),
}

const named = process.argv.slice(2)
const unknown = named.filter((name) => !(name in stages))
if (unknown.length > 0) {
  say(`There is no stage ${unknown.join(', ')}; the stages are ${Object.keys(stages).join(', ')}`)
  process.exit(1)
}

heading('packages')
await ensureDependencies()
let engine
for (const name of Object.keys(stages)) {
  if (named.length > 0 && !named.includes(name)) continue
  heading(name)
  await stages[name]()
}
summary()

function heading(name) {
  say(`\n== ${name} ==`)
}

async function command(name, script) {
  const result = await run('npm', ['run', '--silent', script], { env: toolEnvironment(), show: true })
  say(result.ok ? `${name}: good` : `${name}: FAILED`)
  totals[result.ok ? 'passed' : 'failed'] += 1
  if (!result.ok) failures.push(name)
}

async function project(name, env) {
  const result = await runProject(name, env)
  totals.passed += result.passed
  totals.failed += result.failed
  for (const test of result.skipped) skipped.push(`${name}: ${test}`)
  if (result.failed > 0) failures.push(`${name} (${result.failed}${result.reason ? `: ${result.reason}` : ''})`)
  for (const test of result.broken) failures.push(`${name}: ${test}`)
}

// Manifests are built by kubectl, which needs no cluster for it; exports carry the built runtime.
async function core() {
  await ensureBuild()
  const kubectl = await ensureKubectl()
  if (!kubectl.ok) reasonFor('core, the tests with kubectl', kubectl.reason)
  const helm = await ensureHelm()
  if (!helm.ok) reasonFor('core, the tests with Helm', helm.reason)
  await project('core', {
    ...(kubectl.ok ? { MICROCOSM_KUBECTL: kubectl.path } : { MICROCOSM_SKIP_KUBECTL: kubectl.reason }),
    ...(helm.ok ? { MICROCOSM_HELM: helm.path } : { MICROCOSM_SKIP_HELM: helm.reason }),
  })
}

// What the tests with containers need, tried once for both stages that have them.
async function engineEnvironment() {
  engine ??= await prepareEngine()
  if (!engine.ok) return { MICROCOSM_SKIP_LIVE: engine.reason }
  return engine.withoutCompose ? { MICROCOSM_SKIP_COMPOSE: engine.withoutCompose } : {}
}

async function prepareEngine() {
  const docker = await ensureDocker()
  if (!docker.ok) return docker
  say(`Docker Engine ${docker.version}${docker.compose ? ', with Compose' : `; ${docker.composeReason}`}`)
  const { ok, images } = await ensureTestImages()
  const missing = images.filter((image) => image.origin === 'missing')
  return ok
    ? { ok, withoutCompose: docker.composeReason }
    : { ok, reason: `images are missing: ${missing.map((image) => `${image.name} (${image.reason})`).join(', ')}` }
}

// What an exported AWS application is checked with; nothing of it is part of the program.
async function cdk() {
  const toolchain = await ensureCdkToolchain()
  if (!toolchain.ok) reasonFor('cdk', toolchain.reason)
  await project('cdk', toolchain.ok ? { MICROCOSM_CDK_TOOLCHAIN: toolchain.path } : { MICROCOSM_SKIP_CDK: toolchain.reason })
}

// Other people's Compose files, where a folder of them is at hand.
async function corpus() {
  const place = findCorpus()
  if (!place) {
    reasonFor('corpus', 'there is no folder of Compose files; set MICROCOSM_CORPUS to one')
    return
  }
  const compose = await run('docker', ['compose', 'version'])
  if (!compose.ok) {
    reasonFor('corpus', 'Docker Compose is not installed')
    return
  }
  const toolchain = await ensureCdkToolchain()
  if (!toolchain.ok) reasonFor('corpus, the imports exported to AWS', toolchain.reason)
  const [kubectl, helm] = [await ensureKubectl(), await ensureHelm()]
  for (const tool of [kubectl, helm]) if (!tool.ok) reasonFor('corpus, the imports exported to Kubernetes', tool.reason)
  const asked = [
    ['--check'],
    ...(kubectl.ok && helm.ok ? [['kubernetes', '--count', '10']] : []),
    ...(toolchain.ok ? [['cdk', '--count', '3']] : []),
  ]
  for (const args of asked) {
    const result = await run('node', ['scripts/corpus.mjs', ...args], { env: toolEnvironment(), show: true })
    totals[result.ok ? 'passed' : 'failed'] += 1
    if (!result.ok) failures.push(['corpus', ...args].join(' '))
  }
}

async function live() {
  await ensureBuild()
  const env = await engineEnvironment()
  if (env.MICROCOSM_SKIP_LIVE) reasonFor('live', env.MICROCOSM_SKIP_LIVE)
  if (env.MICROCOSM_SKIP_COMPOSE) reasonFor('live, the tests with Compose', env.MICROCOSM_SKIP_COMPOSE)
  const haproxy = await ensureHaproxy()
  if (!haproxy.ok) reasonFor('live, the tests with HAProxy', haproxy.reason)
  await project('live', { ...env, ...(haproxy.ok ? { MICROCOSM_HAPROXY: haproxy.path } : {}) })
}

async function endToEnd() {
  await ensureBuild()
  const env = await engineEnvironment()
  const libraries = await ensureSystemPackages(electronLibraries)
  const electron = await ensureElectron()
  const chromium = await ensureChromium()
  const display = await openDisplay()
  const obstacle = [display, libraries, electron].find((need) => !need.ok)
  if (electron.ok) env.MICROCOSM_ELECTRON = electron.path
  if (chromium.ok) env.MICROCOSM_CHROMIUM = chromium.path
  else reasonFor('e2e, the tests in a browser', chromium.reason)
  if (obstacle) {
    env.MICROCOSM_SKIP_E2E = obstacle.reason
    reasonFor('e2e', obstacle.reason)
  }
  await project('e2e', { ...env, ...display.env })
  display.stop?.()
}

function reasonFor(what, reason) {
  reasons.push(`${what}: ${reason}`)
  say(`Skipping ${what}: ${reason}`)
}

function summary() {
  heading('result')
  for (const entry of reasons) say(`cannot be run here  ${entry}`)
  for (const entry of skipped) say(`skipped  ${entry}`)
  for (const entry of failures) say(`failed   ${entry}`)
  const { passed, failed } = totals
  const rest = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
  say(`${passed} passed, ${failed} failed${rest}`)
  process.exit(failed > 0 ? 1 : 0)
}
