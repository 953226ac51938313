import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'
import { DockPage } from './pages/dock-page.ts'

/** A result is kept, the design changed, and what came of it is shown where one looks. */

const text = `microcosm: 1
name: Shop
components:
  people: { kind: traffic, rate: 60 }
  orders: { kind: service, name: Orders, replicas: 1, concurrency: 1, work: { time: 12ms } }
connections:
  - { from: people, to: orders, protocol: http }
scenarios:
  day: { duration: 30s, objectives: [{ metric: errorRate, below: 0.01 }] }
layout:
  people: { x: 0, y: 0 }
  orders: { x: 304, y: 0 }
`

describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('comparing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'microcosm-compare-'))
  let window: Window
  let design: DesignPage
  let dock: DockPage

  beforeAll(async () => {
    const file = join(folder, 'shop.microcosm.yaml')
    writeFileSync(file, text)
    window = await openWindow({ design: file })
    await window.page.setViewportSize({ width: 1440, height: 900 })
    design = new DesignPage(window.page)
    dock = new DockPage(window.page)
    await design.node('orders').waitFor()
  })
  afterAll(async () => {
    await window?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('shows before and after on the cards and in a table, and forgets it when it is unpinned', async () => {
    const banner = design.banner.getByText(/^Predicted /)
    await design.button('Predict').first().click()
    await banner.waitFor({ timeout: 60_000 })
    expect(await design.card('orders').innerText()).not.toContain('was ')
    await design.button('Pin this result, to compare the next one with it').click()
    await design.select('orders')
    await design.fill('Replicas', '4')
    await design.button('Predict').first().click()
    await expect.poll(() => design.card('orders').innerText(), { timeout: 60_000 }).toMatch(/was \d.*p99 \d/)
    await dock.open('Compare')
    const row = window.page.getByRole('row', { name: /^Orders/ })
    await expect.poll(() => row.innerText()).toMatch(/1 → 4/)
    await window.page
      .getByText(/replicas of Orders 1 → 4/)
      .first()
      .waitFor()
    await window.page.getByRole('rowheader', { name: 'default', exact: true }).waitFor()
    await design.button('Unpin').click()
    await expect.poll(() => design.card('orders').innerText()).not.toContain('was ')
    expect(await design.button('Pin this result').first().isEnabled()).toBe(true)
  })

  it('names, lengthens, judges, copies and deletes a scenario in the window', async () => {
    await dock.open('Scenario')
    await design.button('Edit scenario').click()
    const dialog = window.page.getByRole('dialog', { name: /^Scenario / })
    await dialog.getByLabel('Name', { exact: true }).fill('Sale')
    await dialog.getByLabel('Duration', { exact: true }).fill('45s')
    await design.key('Tab')
    await dialog.getByRole('button', { name: 'Add objective' }).click()
    await dialog.getByLabel('Metric of objective 2').selectOption('availability')
    const bound = dialog.getByLabel('Bound of objective 2')
    await bound.fill('150 %')
    await design.key('Tab')
    await dialog.getByText('Write a share, such as 99.9 % or 0.999.').waitFor()
    await bound.fill('99 %')
    await design.key('Tab')
    await dialog.getByText('Write a share').waitFor({ state: 'detached' })
    await dialog.getByRole('button', { name: 'Duplicate' }).click()
    await window.page.getByRole('dialog', { name: 'Scenario Sale 2' }).waitFor()
    await design.button('Delete scenario').click()
    await design.command('Edit as YAML')
    await design.yaml('dock').waitFor()
    const yaml = await design.yamlText('dock')
    expect(yaml).toContain('name: Sale')
    expect(yaml).toContain('duration: 45s')
    expect(yaml).toContain('metric: availability, above: 0.99')
    expect(yaml).not.toContain('day-2')
    await design.key('Escape')
  })

  it('shows the design beside the last commit of its file on two grounds that move together', async () => {
    const dialog = window.page.getByRole('dialog', { name: 'Compare designs' })
    const grounds = () => dialog.locator('svg[role="img"] > g').evaluateAll((all) => all.map((one) => one.getAttribute('transform')))
    await design.command('Compare designs side by side')
    await dialog.getByText(/cannot be compared with HEAD/).waitFor()
    await design.key('Escape')
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' })
    git('init')
    git('add', 'shop.microcosm.yaml')
    git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '-m', 'A shop')
    await design.select('orders')
    await design.fill('Name', 'Purchases')
    await design.button('Add what Purchases calls').click()
    await window.page.getByRole('menu').getByText('Redis', { exact: true }).click()
    await design.command('Compare designs side by side')
    const differences = dialog.getByLabel('Differences').getByRole('button')
    await expect
      .poll(() => differences.allInnerTexts())
      .toEqual(
        expect.arrayContaining([expect.stringMatching(/Purchases\s*name Orders → Purchases/), expect.stringMatching(/redis\s*Added/i)]),
      )
    expect(await dialog.locator('.compared-absent').count()).toBe(1)
    // What is moved on one side is moved on the other.
    const whole = await grounds()
    const box = await dialog.locator('.compared-drawing').first().boundingBox()
    if (!box) throw new Error('The drawing has no place on the screen.')
    await design.drag({ x: box.x + 40, y: box.y + 40 }, { x: box.x + 140, y: box.y + 90 })
    await expect.poll(grounds).not.toEqual(whole)
    await window.page.mouse.wheel(0, -300)
    const [before, after] = await grounds()
    expect(before).toBe(after)
    await dialog.getByRole('button', { name: 'See all of both' }).click()
    await expect.poll(grounds).toEqual(whole)
    await differences.first().click()
    expect(await differences.first().getAttribute('aria-pressed')).toBe('true')
    expect(await dialog.locator('.compared-chosen').count()).toBe(2)
    await design.key('Escape')
    await dialog.waitFor({ state: 'detached' })
  })
})
