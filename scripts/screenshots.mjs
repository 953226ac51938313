// `npm run screenshots`: the pictures of the documentation, taken in the real window and of a real run on Docker.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { _electron } from 'playwright-core'
import { ensureBuild } from './setup/build.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { openDisplay } from './setup/display.mjs'
import { ensureDocker } from './setup/docker.mjs'
import { ensureElectron } from './setup/electron.mjs'
import { ensureTestImages } from './setup/images.mjs'
import { projectRoot, say } from './setup/shell.mjs'
import { electronLibraries, ensureSystemPackages } from './setup/system.mjs'

const folder = join(projectRoot, 'docs', 'images')
const size = { width: 1440, height: 900 }
// In this scenario of the example traffic rises from 0:45, and from 1:15 a database answers late for twenty seconds; by 2:20 it is calm again.
const scenario = 'Evening rush'
const busy = 88
const calm = 142
const longest = 300_000

await ensureDependencies()
const electron = await need(ensureElectron())
await need(ensureBuild())
await need(ensureSystemPackages(electronLibraries))
await need(ensureDocker())
await need(ensureTestImages())
const display = await need(openDisplay())

const home = mkdtempSync(join(tmpdir(), 'microcosm-screenshots-'))
const program = await _electron.launch({
  executablePath: electron.path,
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--force-device-scale-factor=1', projectRoot],
  env: { ...process.env, ...display.env, MICROCOSM_HOME: home },
  colorScheme: 'dark',
})
try {
  mkdirSync(folder, { recursive: true })
  await takePictures(await openPage())
} finally {
  // Closing the window in the ordinary way stops a run and removes its containers; only then may the program be gone.
  await program.evaluate(({ app }) => app.quit()).catch(() => undefined)
  await program.close().catch(() => undefined)
  rmSync(home, { recursive: true, force: true })
  display.stop()
}

async function need(answer) {
  const given = await answer
  if (given.ok) return given
  say(given.reason ?? 'Images are missing: see above')
  process.exit(1)
}

// The X server makes a window that would fill its screen one pixel smaller; the page is laid out at the full size all the same.
async function openPage() {
  const page = await program.firstWindow()
  await page.setViewportSize(size)
  return page
}

async function takePictures(page) {
  const button = (name) => page.getByRole('button', { name })
  const select = (id) => page.locator(`.react-flow__node[data-id="${id}"]`).click({ position: { x: 60, y: 10 } })

  await button('New design').click()
  await page.getByTestId('canvas').waitFor()
  await picture(page, 'empty')

  await button('File').first().click()
  await page.getByRole('menu').getByText('API gateway').click()
  await page.locator('.react-flow__node').first().waitFor()
  await select('orders')
  await picture(page, 'designed')

  await button(/^Scenario/).click()
  await page.getByRole('menu').getByText(scenario).click()
  await button('Predict').click()
  await page.getByText(/^Predicted .* in /).waitFor({ timeout: 60_000 })
  await picture(page, 'predicted')

  await button('Run on Docker').click()
  // What will run is shown first, since this home has run nothing yet.
  await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click()
  await page.getByText(/Running on Docker/).waitFor({ timeout: 180_000 })
  await moment(page, busy)
  await picture(page, 'running')

  await moment(page, calm)
  await button('Kill').click()
  await pause(6000)
  await select('gateway')
  await picture(page, 'killed')
  await button('Stop').click()
  await page.getByText(/^Measured .* on Docker/).waitFor({ timeout: 60_000 })
}

// Both themes of what is on the screen, with the pointer where it lights nothing up.
async function picture(page, name) {
  for (const theme of ['dark', 'light']) {
    const other = page.getByRole('button', { name: `Change to the ${theme} theme` })
    if (await other.count()) await other.click()
    await page.mouse.move(720, 560)
    await pause(700)
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`), scale: 'css' })
  }
  say(`docs/images/${name}-{dark,light}.png`)
}

// Waits until the run's own clock, which the banner shows as `1:28 of 3:00`, has come this far.
async function moment(page, seconds) {
  await until(
    page,
    (wanted) => {
      const [minutes, rest] = document.querySelector('.banner-time')?.textContent?.split(':') ?? []
      return Number(minutes) * 60 + Number.parseInt(rest ?? '0', 10) >= wanted
    },
    seconds,
  )
}

// Playwright's own waiting compiles text in the page, which the page's security policy forbids.
async function until(page, holds, given) {
  for (const end = Date.now() + longest; !(await page.evaluate(holds, given)); await pause(100)) {
    if (Date.now() > end) throw new Error('The window did not come to show what the picture is of.')
  }
}
