import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'
import { DockPage } from './pages/dock-page.ts'

/** What is wrong is mended by a button, and so is what limits. */

// Ninety-five in a hundred of the pool's connections are in use; an objective is written in percent.
const text = `microcosm: 1
name: Pool
components:
  people: { kind: traffic, rate: 190 }
  api: { kind: service, name: API, concurrency: 1000, holdsWorker: false, work: { time: 1ms } }
  db: { kind: postgres, name: DB, connections: 100, work: { time: 10ms } }
connections:
  - { from: people, to: api, protocol: http }
  - { from: api, to: db, protocol: postgres, pool: { size: 2 } }
scenarios:
  day: { duration: 60s, warmup: 10s, objectives: [{ metric: errorRate, below: 1 }] }
`

describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('remedies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'microcosm-remedies-'))
  let window: Window
  let design: DesignPage
  let dock: DockPage

  beforeAll(async () => {
    const file = join(folder, 'pool.microcosm.yaml')
    writeFileSync(file, text)
    window = await openWindow({ design: file })
    design = new DesignPage(window.page)
    dock = new DockPage(window.page)
    await design.node('api').waitFor()
  })
  afterAll(async () => {
    await window?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('mend a problem by the button beside it, as one step that can be undone', async () => {
    await dock.open('Problems')
    const problem = window.page.getByRole('listitem').filter({ hasText: 'errorRate below 1 can never be missed' })
    await problem.getByRole('button', { name: 'Write 1 % as 0.01' }).click()
    await problem.waitFor({ state: 'detached' })
    await window.page.getByText('Nothing is wrong with the design.').waitFor()
    await window.page.getByRole('button', { name: /^Undo/ }).click()
    await problem.waitFor()
  })

  it('find the number that helps by predicting it, apply it, and say what it brought', async () => {
    await design.button('Predict').first().click()
    const answer = await dock.answer('Bottleneck')
    await answer
      .getByText(/The pool API → DB is the bottleneck/)
      .first()
      .waitFor({ timeout: 60_000 })
    await answer.getByText(/^With \d+ connections in the pool instead of 2, p99 falls from/).waitFor({ timeout: 60_000 })
    await answer.getByRole('button', { name: 'Apply' }).click()
    await design.button('Predict').first().click()
    await answer.getByText(/^pool\.size of API → DB 2 → \d+: p99 falls from/).waitFor({ timeout: 60_000 })
    expect(window.complaints).toEqual([])
  })
})
