import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'
import { DockPage } from './pages/dock-page.ts'

/** What a prediction answers, and watching it again, by mouse and keyboard in the real window. */

// The shop can work on 200 requests per second; its p99 passes 100 ms somewhat before that.
const text = `microcosm: 1
name: Corner shop
components:
  people: { kind: traffic, name: People, rate: 60, journeys: { buy: 1 } }
  shop: { kind: service, name: Shop, concurrency: 2, queueLimit: 50, work: { time: 10ms } }
connections:
  - { from: people, to: shop, protocol: http, timeout: 2s, retries: { attempts: 1 } }
scenarios:
  calm: { name: Calm day, duration: 30s, warmup: 5s, objectives: [{ journey: buy, metric: p99, below: 100ms }] }
  outage: { name: Shop closes, duration: 60s, warmup: 5s, faults: [{ at: 20s, for: 20s, kind: kill, target: shop }] }
`

describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('answers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'microcosm-answers-'))
  let window: Window
  let design: DesignPage
  let dock: DockPage

  beforeAll(async () => {
    const file = join(folder, 'shop.microcosm.yaml')
    writeFileSync(file, text)
    window = await openWindow({ design: file })
    design = new DesignPage(window.page)
    dock = new DockPage(window.page)
    await design.node('shop').waitFor()
  })
  afterAll(async () => {
    await window?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** `said` tells this prediction from the one before it. */
  const predict = async (said: RegExp) => {
    await design.button('Predict').first().click()
    await expect.poll(() => design.banner.innerText(), { timeout: 60_000 }).toMatch(said)
  }

  it('says what to do first, and after it what limits the system and where the time goes', async () => {
    expect(await (await dock.answer('Bottleneck')).innerText()).toContain('Predict the scenario')
    // A steady day goes on until its figures are known.
    await predict(/Predicted .* in /)
    expect(await (await dock.answer('Bottleneck')).innerText()).toMatch(/Shop is the busiest: \d+ %/)
    expect(await (await dock.answer('Where time goes')).innerText()).toMatch(/buy[\s\S]*Shop/)
  })

  it('finds how much traffic an objective stands, and what gives way', async () => {
    const capacity = await dock.answer('Capacity')
    await design.button('Find capacity').click()
    const line = capacity.getByRole('listitem')
    await line.waitFor({ timeout: 120_000 })
    expect(await line.innerText()).toMatch(
      /buy p99 below 100 ms is met up to 1[3-9]\d\/s \(× 2\.\d+; 95 %: × 2\.\d+ to × 2\.\d+\); beyond that: Shop/,
    )
    await line.getByRole('button', { name: 'Shop' }).click()
    await expect.poll(() => design.node('shop').getAttribute('class')).toContain('selected')
  })

  it('draws a figure over the values of a parameter, and says the figures at each', async () => {
    const sweep = await dock.answer('Sweep')
    await sweep.getByLabel('Parameter').selectOption({ label: 'Shop concurrency' })
    await sweep.getByRole('button', { name: 'Sweep 4 values' }).click()
    await sweep.getByRole('radio', { name: /^2: / }).click({ timeout: 120_000 })
    await sweep.getByRole('region', { name: 'Figures at 2' }).waitFor()
    await design.key('ArrowRight')
    expect(await sweep.getByRole('region', { name: 'Figures at 3' }).innerText()).toMatch(/buy\s+[56]\d\/s/)
  })

  it('marks answers from before an edit, until it is undone', async () => {
    const sweep = await dock.answer('Sweep')
    await design.select('shop')
    await design.fill('Concurrency', '3')
    await expect.poll(() => sweep.innerText()).toContain('from before your last edit')
    await design.button(/^Undo/).click()
    await expect.poll(() => sweep.innerText()).not.toContain('from before your last edit')
  })

  it('repeats a prediction, and the inspector says how sure it is', async () => {
    await dock.answer('Repetitions')
    await window.page.getByLabel('Repetitions', { exact: true }).and(window.page.locator('select')).selectOption('5')
    await design.button('Repeat').click()
    await design.button('Repeat again').waitFor({ timeout: 120_000 })
    await design.select('shop')
    expect(await design.figure('Throughput', 'predicted')).toMatch(/^\d+ ± [\d.]+\/s$/)
  })

  it('is cancelled when it takes too long', async () => {
    await design.choose(/^Scenario/, /^10 min/)
    await dock.answer('Sensitivity')
    await design.button('Turn each parameter').click()
    await design.button('Cancel').click()
    await design.button('Turn each parameter').waitFor()
  })

  it('keeps every second of ten minutes', async () => {
    await predict(/Predicted 10 min.* in /)
    await dock.open('Scenario')
    expect(await dock.lastMoment()).toBe(600)
    await dock.playhead.focus()
    await design.key('Home')
    await design.key('ArrowRight')
    await design.key('ArrowRight')
    expect(await dock.moment()).toBe(2)
    await design.key('End')
    await design.key('ArrowLeft')
    expect(await dock.moment()).toBe(599)
    await design.key('Escape')
    await design.button('Show the whole run').waitFor({ state: 'hidden' })
  })

  it('plays a prediction from the canvas, and pauses it', async () => {
    await design.choose(/^Scenario/, /^Shop closes/)
    await predict(/Predicted 60 s, \d+ times, in /)
    await dock.chooseSpeed(/^60 times/)
    await design.clickCanvas()
    await design.key('Space')
    await expect.poll(() => dock.moment(), { timeout: 10_000 }).toBe(60)
    await design.button('Play the run').waitFor()
    await dock.chooseSpeed(/^As it happens/)
    await design.clickCanvas()
    await design.key('Space')
    await expect.poll(() => dock.moment(), { timeout: 10_000 }).toBeGreaterThan(0)
    await design.key('Space')
    const stands = await dock.moment()
    expect(stands).toBeLessThan(60)
    await dock.twoPictures()
    expect(await dock.moment()).toBe(stands)
  })

  it('shows on the cards and in the charts the moment to which the playhead is dragged', async () => {
    await dock.scrub(0.1, 0.5)
    expect(await dock.moment()).toBeCloseTo(30, 0)
    const shop = design.node('shop')
    await expect.poll(() => shop.innerText()).toMatch(/down|kill/i)
    await dock.scrub(0.5, 0.2)
    await expect.poll(() => shop.innerText()).not.toMatch(/down|kill/i)
    await design.button('Show the whole run').click()
    expect(await dock.moment()).toBe(60)
  })

  it('plays as fast as possible, and by the button', async () => {
    await dock.chooseSpeed(/^As fast as possible/)
    await design.button('Play the run').click()
    await expect.poll(() => dock.moment(), { timeout: 10_000 }).toBe(60)
    await design.button('One frame back').click()
    expect(await dock.moment()).toBe(59)
  })

  it('saves the report on the last result', async () => {
    const file = join(folder, 'report.html')
    await window.app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
    }, file)
    await design.clickCanvas()
    await design.key('Control+Shift+e')
    await window.page.getByText('Report saved as report.html.').waitFor()
    const page = readFileSync(file, 'utf8')
    expect(page).toContain('<h1>Corner shop</h1>')
    expect(page).toContain('<svg')
    expect(page).toMatch(/microcosm simulate shop\.microcosm\.yaml --scenario outage --duration 60s --seed \d+/)
  })

  it('records the run as a video that plays', async () => {
    const file = join(folder, 'run.webm')
    await window.app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
    }, file)
    await design.command('Record the run as a video…')
    const record = window.page.getByRole('dialog', { name: 'Record the run as a video' })
    await record.getByLabel('Length of the video').selectOption('5')
    await record.getByRole('button', { name: 'Record', exact: true }).click()
    await record.getByRole('progressbar').waitFor()
    await record.getByRole('button', { name: 'Stop recording' }).click()
    await record.getByRole('button', { name: 'Record', exact: true }).click()
    await window.page.getByText('Video saved as run.webm.').waitFor({ timeout: 30_000 })
    const video = readFileSync(file)
    expect([...video.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3])
    expect(video.includes('webm')).toBe(true)
    // A few hundred pictures of a drawing, and not of an empty canvas.
    expect(video.length).toBeGreaterThan(50_000)
  })

  it('complained about nothing', () => {
    expect(window.complaints).toEqual([])
  })
})
