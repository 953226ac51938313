// npm run bench -- canvas: the real window while a prediction plays, beside React Flow's plain example with as many nodes and edges
// in the same program: milliseconds of half and of nineteen in twenty frames while a person pans, zooms and drags, and their ratio.
// Also how long a design of 1,000 takes to open and Tidy of 200, and what the window uses when nothing happens. The aims are printed
// beside the figures.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { _electron } from 'playwright-core'
import { build } from 'vite'
import { openDisplay } from '../../setup/display.mjs'
import { ensureElectron } from '../../setup/electron.mjs'
import { projectRoot, say } from '../../setup/shell.mjs'
import { gestures, measureFrames } from './frames.mjs'
import { toPlain, writeDrawing } from './large-drawing.mjs'

const sizes = [100, 300, 1000]
const window = { width: 1440, height: 900 }
const longestMs = 300_000
const idleMs = 10_000
// The traffic goes on moving for some seconds after a prediction.
const settleMs = 9_000

export async function measureFramesOf(count) {
  return withProgram(async (program) => {
    const example = await buildExample()
    const page = await program.open(count)
    await predict(page)
    const canvas = await page.locator('.react-flow').boundingBox()
    const { page: plain, close } = await program.openExample(example, toPlain(count), canvas)
    for (const [name, gesture] of Object.entries(gestures)) {
      await page.bringToFront()
      await play(page)
      const ours = await measureFrames(page, gesture)
      await stop(page)
      await plain.bringToFront()
      const theirs = await measureFrames(plain, gesture)
      const ratio = (ours.p95 / theirs.p95).toPrecision(2)
      const load = loadavg()[0].toFixed(1)
      say(`${count} components, ${name.padEnd(4)}  ${shown(ours)}; plain example ${shown(theirs)}; p95 ${ratio} x (load ${load})`)
    }
    await close()
    say('  aims: at 300 p95 at most 1.5 x and under 33 ms, at 1,000 p95 under 100 ms')
  })
}

export async function measureOpening() {
  return withProgram(async (program) => {
    for (const count of sizes) {
      const begun = performance.now()
      await program.open(count)
      say(`opening ${count} components ${((performance.now() - begun) / 1000).toFixed(2)} s (aim at 1,000: 2 s)`)
    }
  })
}

export async function measureTidy() {
  return withProgram(async (program) => {
    const page = await program.open(200)
    const frames = await measureFrames(page, async () => {
      const begun = performance.now()
      await page.getByRole('button', { name: 'Tidy', exact: true }).click()
      await page.getByRole('button', { name: 'Undo: Tidy' }).waitFor({ timeout: longestMs })
      say(`Tidy of 200 components ${((performance.now() - begun) / 1000).toFixed(2)} s (aim 1 s)`)
    })
    say(`  longest frame ${frames.most.toFixed(0)} ms (aim 50 ms)`)
  })
}

export async function measureIdle() {
  return withProgram(async (program) => {
    const page = await program.open(100)
    await predict(page)
    await page.mouse.move(0, 0)
    await pause(settleMs)
    await program.usedShare()
    await pause(idleMs)
    say(`idle after a prediction ${((await program.usedShare()) * 100).toFixed(1)} % of one processor (aim 1 %)`)
  })
}

async function withProgram(measure) {
  const [electron, display] = [await ensureElectron(), await openDisplay()]
  const failed = [electron, display].find(({ ok }) => !ok)
  if (failed) {
    say(failed.reason)
    return { wrong: true }
  }
  const home = await mkdtemp(join(tmpdir(), 'microcosm-bench-'))
  const launch = (what) =>
    _electron.launch({
      executablePath: electron.path,
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--force-device-scale-factor=1', what],
      env: { ...process.env, ...display.env, MICROCOSM_HOME: join(home, 'home') },
    })
  const app = await launch(projectRoot)
  try {
    const page = await app.firstWindow()
    await page.setViewportSize(window)
    page.setDefaultTimeout(longestMs)
    await page.getByRole('button', { name: 'New design' }).waitFor()
    await measure({
      open: (count) => openDrawing(app, page, home, count),
      openExample: (code, drawn, canvas) => openExample(launch, home, code, drawn, canvas),
      usedShare: () =>
        app.evaluate((given) => given.app.getAppMetrics().reduce((sum, { cpu }) => sum + cpu.percentCPUUsage, 0)).then((sum) => sum / 100),
    })
  } finally {
    await app.evaluate((given) => given.app.exit(0)).catch(() => undefined)
    await app.close().catch(() => undefined)
    display.stop()
    await rm(home, { recursive: true, force: true })
  }
  return { wrong: false }
}

async function openDrawing(app, page, home, count) {
  const path = join(home, `large-${count}.microcosm.yaml`)
  await writeDrawing(path, count)
  await app.evaluate((given, named) => given.app.emit('second-instance', {}, ['microcosm', named], '/'), path)
  await page.getByText(`large-${count}`).first().waitFor({ timeout: longestMs })
  await page.locator('.react-flow__node').first().waitFor({ timeout: longestMs })
  // Drawn, and ready for what comes next.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  return page
}

// A program of its own, of the same Electron: the one that is measured opens no window but its own.
async function openExample(launch, home, code, drawn, canvas) {
  const [width, height] = [Math.round(canvas.width), Math.round(canvas.height)]
  const main = join(home, 'example.cjs')
  await writeFile(
    main,
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: ${width}, height: ${height}, useContentSize: true }).loadURL('about:blank'))`,
  )
  const app = await launch(main)
  const page = await app.firstWindow()
  await page.setViewportSize({ width, height })
  await page.setContent('<style>html, body, #root { height: 100%; margin: 0 }</style><div id="root"></div>')
  await page.addStyleTag({ content: code.css })
  await page.addScriptTag({ content: code.js })
  await page.evaluate((given) => window.showExample(given), drawn)
  await page.locator('.react-flow__edge').first().waitFor({ state: 'attached' })
  return { page, close: () => app.close() }
}

async function buildExample() {
  const { output } = [
    await build({
      configFile: false,
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        write: false,
        lib: { entry: join(import.meta.dirname, 'plain-example.mjs'), formats: ['iife'], name: 'example', cssFileName: 'example' },
      },
    }),
  ].flat()[0]
  const text = (ending) => output.filter(({ fileName }) => fileName.endsWith(ending)).map((file) => String(file.code ?? file.source))
  return { js: text('.js').join('\n'), css: text('.css').join('\n') }
}

// Only the picture of a run is wanted here, so that no time goes into figures of a known precision.
async function predict(page) {
  await page.getByRole('button', { name: 'Scenario' }).first().click()
  await page.getByText('Once, as long as the scenario').click()
  await page.getByRole('button', { name: 'Predict', exact: true }).click()
  await page.getByText(/^Predicted .* in /).waitFor({ timeout: longestMs })
}

async function play(page) {
  await page.getByRole('button', { name: 'Play the run' }).click()
}

async function stop(page) {
  const hold = page.getByRole('button', { name: 'Hold the picture', exact: true })
  if (await hold.count()) await hold.click()
}

function shown({ p50, p95 }) {
  return `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`
}
