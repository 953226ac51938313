import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'
import { DockPage } from './pages/dock-page.ts'

/** What a design costs, as Answers show it. */

const text = `microcosm: 1
name: Shop on AWS
components:
  people: { kind: traffic, rate: 60 }
  door: { kind: api-gateway, name: Door }
  orders: { kind: lambda, name: Orders, memory: 512MiB }
  carts: { kind: dynamodb, name: Carts }
  stock: { kind: rds-mysql, name: Stock }
connections:
  - { from: people, to: door, protocol: http }
  - { from: door, to: orders, protocol: http }
  - { from: orders, to: carts, protocol: http, reads: 0.5 }
  - { from: orders, to: stock, protocol: mysql }
scenarios:
  day: { duration: 30s, objectives: [{ metric: cost, below: 100 }] }
layout:
  people: { x: 0, y: 0 }
  door: { x: 304, y: 0 }
  orders: { x: 608, y: 0 }
  carts: { x: 912, y: 0 }
  stock: { x: 912, y: 140 }
`

describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('cost', () => {
  const folder = mkdtempSync(join(tmpdir(), 'microcosm-cost-'))
  let window: Window

  beforeAll(async () => {
    const file = join(folder, 'shop.microcosm.yaml')
    writeFileSync(file, text)
    window = await openWindow({ design: file })
    await window.page.setViewportSize({ width: 1440, height: 900 })
  })
  afterAll(async () => {
    await window?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('stands under the answers by component, unknown where there is no price, and is judged', async () => {
    const design = new DesignPage(window.page)
    const dock = new DockPage(window.page)
    await design.node('orders').waitFor()
    await design.button('Predict').first().click()
    await design.banner.getByText(/^Predicted /).waitFor({ timeout: 60_000 })
    const answer = await dock.answer('Cost')
    await answer.getByText(/^At least \$\d+ a month without 1 component of unknown cost/).waitFor()
    expect(await answer.getByRole('row', { name: /^Door/ }).innerText()).toMatch(/\$1\d\d.*API Gateway http/s)
    expect(await answer.getByRole('row', { name: /^Stock/ }).innerText()).toContain('unknown')
    await dock.open('Scenario')
    await window.page.getByText(/^total cost a month below \$100$/).waitFor()
    expect(await window.page.locator('.objective-missed').count()).toBe(1)
  })
})
