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
})
