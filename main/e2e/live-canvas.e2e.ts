import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { objectsOwnedBy } from './docker-objects.ts'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'

/** What a live run shows on the canvas beyond figures, and what can be done about it there. */

const skipped = process.env.MICROCOSM_SKIP_E2E ?? process.env.MICROCOSM_SKIP_LIVE
const text = `microcosm: 1
name: Shop
components:
  users: { kind: traffic, name: Users, rate: 20 }
  shop: { kind: service, name: Shop, build: ./shop, port: 8080 }
  stock: { kind: service, name: Stock }
  cache: { kind: redis, name: Cache }
connections:
  - { from: users, to: shop, protocol: http }
  - { from: users, to: stock, protocol: http }
layout:
  users: { x: 0, y: 60 }
  shop: { x: 304, y: 0 }
  stock: { x: 304, y: 180 }
  cache: { x: 640, y: 0 }
`
const program = `import { createServer } from 'node:http'
import { connect } from 'node:net'
createServer((_, answer) => answer.end('fine')).listen(8080)
setInterval(() => connect(6379, 'cache').on('error', () => {}), 200)
`

describe.skipIf(skipped)(skipped ? `the canvas of a live run (skipped: ${skipped})` : 'the canvas of a live run', () => {
  const home = mkdtempSync(join(tmpdir(), 'microcosm-live-canvas-'))
  const file = join(home, 'shop.microcosm.yaml')
  let window: Window
  let design: DesignPage
  let owner: number | undefined

  beforeAll(async () => {
    mkdirSync(join(home, 'shop'))
    writeFileSync(join(home, 'shop/program.mjs'), program)
    writeFileSync(join(home, 'shop/Dockerfile'), 'FROM node:24-slim\nCOPY program.mjs /\nCMD ["node", "/program.mjs"]\n')
    writeFileSync(file, text)
    window = await openWindow({ home, design: file })
    owner = await window.app.evaluate(() => process.pid)
    design = new DesignPage(window.page)
    await design.node('shop').waitFor()
  })
  afterAll(async () => {
    await window?.close()
    rmSync(home, { recursive: true, force: true })
  })

  it('scales a selected component one by one', async () => {
    await design.button('Run on Docker').click()
    await design.runSheet.waitFor()
    await design.key('Enter')
    await expect.poll(() => design.banner.innerText(), { timeout: 90_000 }).toMatch(/Running on Docker/)
    await design.node('stock').click()
    const stepper = window.page.getByRole('group', { name: 'Replicas of Stock' })
    await expect.poll(() => stepper.innerText()).toContain('1 replica')
    await stepper.getByRole('button', { name: 'One more' }).click()
    await stepper.getByRole('button', { name: 'One more' }).click()
    await expect.poll(() => design.node('stock').innerText(), { timeout: 60_000 }).toMatch(/3 of 3 replicas ready/)
    await stepper.getByRole('button', { name: 'One fewer' }).click()
    await expect.poll(() => design.node('stock').innerText(), { timeout: 60_000 }).toMatch(/2 of 2 replicas ready/)
  })

  it('shows a call that is not drawn, and draws it', async () => {
    const chip = window.page.locator('.undrawn-chip')
    await expect.poll(() => chip.innerText(), { timeout: 60_000 }).toContain('Shop calls Cache on port 6379, which is not drawn')
    await chip.getByRole('button', { name: 'Draw it' }).click()
    await expect.poll(() => chip.count()).toBe(0)
    await expect.poll(() => window.page.locator('.react-flow__edge').count()).toBe(3)
    expect(window.complaints).toEqual([])
    await design.button('Stop').click()
    await expect.poll(() => objectsOwnedBy(owner), { timeout: 60_000 }).toEqual([])
  })
})
