import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'
import { DockPage } from './pages/dock-page.ts'

/** Nothing that axe finds, in every state that is reached here, dark and light; and what the keyboard reaches is chosen by it. */

const text = `microcosm: 1
name: Shop
components:
  people: { kind: traffic, name: People, rate: 20 }
  orders: { kind: service, name: Orders }
  db: { kind: postgres, name: DB }
  lonely: { kind: service, name: Lonely }
connections:
  - { from: people, to: orders, protocol: http }
  - { from: orders, to: db, protocol: postgres }
scenarios:
  day:
    duration: 30s
    faults: [{ kind: latency, target: orders->db, at: 10s, for: 10s, add: 200ms }]
    objectives: [{ metric: p99, below: 1s }]
layout:
  people: { x: 0, y: 0 }
  orders: { x: 300, y: 0 }
  db: { x: 600, y: 0 }
  lonely: { x: 300, y: 160 }
`

describe.skipIf(process.env.MICROCOSM_SKIP_E2E).each(['dark', 'light'] as const)('axe finds nothing, %s', (theme) => {
  const folder = mkdtempSync(join(tmpdir(), 'microcosm-axe-'))
  const file = join(folder, 'shop.microcosm.yaml')
  let window: Window
  let design: DesignPage
  let dock: DockPage

  beforeAll(async () => {
    writeFileSync(file, text)
    window = await openWindow({ design: file, theme })
    await window.page.setViewportSize({ width: 1440, height: 900 })
    design = new DesignPage(window.page)
    dock = new DockPage(window.page)
    await design.node('orders').waitFor()
    await window.page.evaluate(axe.source)
  })
  afterAll(async () => {
    await window?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Each violation as the rule and where it is. Colours are judged when nothing fades any more. */
  async function violations(): Promise<string[]> {
    await window.page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .map((one) => (one.effect?.getComputedTiming().iterations === Infinity ? undefined : one.finished.catch(() => undefined))),
      ),
    )
    return window.page.evaluate(async () => {
      const { axe: tool } = globalThis as unknown as { axe: typeof axe }
      const found = await tool.run(document, { resultTypes: ['violations'], rules: { 'label-content-name-mismatch': { enabled: true } } })
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(
          (node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 120)} ${node.any.map(({ message }) => message).join('; ')}`,
        ),
      )
    })
  }
  const leave = async () => {
    await design.key('Escape')
    await window.page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  it('on the canvas, with nothing, a card, several and a connection selected', async () => {
    expect.soft(await violations()).toEqual([])
    await design.select('orders')
    expect.soft(await violations()).toEqual([])
    await window.page.getByLabel('Inspector').getByRole('tab', { name: 'YAML' }).click()
    await design.yaml('inspector').waitFor()
    expect.soft(await violations()).toEqual([])
    await design.fillYaml('inspector', '{ kind: service, name: Orders, replicas: many, ')
    await window.page.getByText('Not in the design yet.').waitFor()
    await design.key('Control+Space')
    await window.page.getByRole('listbox', { name: 'Completions' }).waitFor()
    expect.soft(await violations(), 'broken text').toEqual([])
    await design.key('Escape')
    await design.key('Control+z')
    await design.clickCanvas()
    await design.key('Control+a')
    expect.soft(await violations()).toEqual([])
    await design.key('Escape')
    await design.selectConnection('orders->db')
    expect.soft(await violations()).toEqual([])
  })

  it('of cards and connections that the keyboard chooses', async () => {
    await design.key('Escape')
    await design.node('orders').focus()
    await design.key('Enter')
    expect(await design.selected()).toEqual(['orders'])
    await design.node('db').focus()
    await design.key('Shift+Space')
    expect(await design.selected()).toEqual(['orders', 'db'])
    await design.edge('people->orders').focus()
    await design.key('Space')
    expect(await design.selected()).toEqual(['people->orders'])
    const ring = (id: string) =>
      design
        .node(id)
        .evaluate((node) => [getComputedStyle(node).outlineStyle, getComputedStyle(node.querySelector('.card') ?? node).outlineStyle])
    await design.node('db').focus()
    await design.key('Tab')
    await design.key('Shift+Tab')
    expect(await ring('db')).toEqual(['dashed', 'none'])
    await design.key('Enter')
    expect(await ring('db')).toEqual(['dashed', 'solid'])
    await design.key('Escape')
  })

  it('where a presentation is written, and where it is shown', async () => {
    const steps = window.page.getByLabel('Steps of the presentation')
    await dock.open('Presentation')
    expect.soft(await violations(), 'no step').toEqual([])
    await design.button('Add step from this view').click()
    await steps.waitFor()
    expect.soft(await violations(), 'a step').toEqual([])
    await design.button('Present').click()
    await window.page.getByRole('button', { name: 'End the presentation' }).waitFor()
    expect.soft(await violations(), 'shown').toEqual([])
    await design.key('Escape')
    await design.key('Control+z')
    await steps.waitFor({ state: 'detached' })
  })

  it('in every tab of the dock, before and after a prediction', async () => {
    for (const predicted of [false, true]) {
      if (predicted) {
        await design.button('Predict').first().click()
        await window.page
          .locator('.banner')
          .getByText(/^Predicted .+ in /)
          .waitFor({ timeout: 60_000 })
      }
      for (const tab of ['Scenario', 'Charts', 'Logs', 'Traces', 'Problems', 'Answers', 'Compare']) {
        await dock.open(tab)
        expect.soft(await violations(), `${tab} ${predicted ? 'after' : 'before'}`).toEqual([])
      }
      const names = await window.page.getByRole('tablist', { name: 'Answers' }).getByRole('tab').allInnerTexts()
      for (const name of names) {
        await window.page
          .getByRole('tablist', { name: 'Answers' })
          .getByRole('tab', { name: name.split('\\n')[0] ?? name })
          .click()
        expect.soft(await violations(), `answer ${name}`).toEqual([])
      }
    }
    await window.page.getByRole('button', { name: 'Predict' }).first().hover()
    expect.soft(await violations()).toEqual([])
  })

  it('where designs are compared and a run is recorded', async () => {
    const dialog = window.page.getByRole('dialog')
    await design.command('Record the run as a video…')
    await dialog.getByRole('button', { name: 'Record', exact: true }).waitFor()
    expect.soft(await violations(), 'record').toEqual([])
    await leave()
    await design.button('Pin this result, to compare the next one with it').click()
    await design.command('Compare designs side by side')
    await dialog.getByRole('img', { name: 'The open design' }).waitFor()
    expect.soft(await violations(), 'compare').toEqual([])
    await leave()
    await dock.open('Compare')
    await design.button('Unpin').click()
  })

  it('in menus', async () => {
    for (const menu of [/^File/, /^Scenario/, /^Speed/]) {
      await design.button(menu).first().click()
      await window.page.getByRole('menu').waitFor()
      expect.soft(await violations(), String(menu)).toEqual([])
      await design.key('Escape')
    }
    await design.card('orders').click({ button: 'right' })
    expect.soft(await violations()).toEqual([])
    await design.key('Escape')
  })

  it('on notes, a collapsed group, the history, the menu of languages and the whole text', async () => {
    await design.key('Escape')
    await design.command('Add a note')
    await window.page.keyboard.insertText('Why it is so')
    await design.key('Escape')
    expect.soft(await violations(), 'note').toEqual([])
    await design.select('orders')
    const box = await design.node('db').boundingBox()
    await window.page.keyboard.down('Shift')
    await window.page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 14)
    await window.page.keyboard.up('Shift')
    await design.key('Control+g')
    await window.page.getByLabel('Inspector').getByRole('button', { name: 'Dissolve' }).waitFor()
    expect.soft(await violations(), 'group').toEqual([])
    await design.command('Collapse')
    await window.page.locator('.card-collapsed').first().waitFor()
    expect.soft(await violations(), 'collapsed').toEqual([])
    await design.command('History')
    await window.page.getByRole('menu').waitFor()
    expect.soft(await violations(), 'history').toEqual([])
    await design.key('Escape')
    await design.button('Language').click()
    await window.page.getByRole('menu').waitFor()
    expect.soft(await violations(), 'languages').toEqual([])
    await design.key('Escape')
    await design.command('Edit as YAML')
    await design.yaml('dock').waitFor()
    expect.soft(await violations(), 'whole text').toEqual([])
    while (await design.button(/^Undo/).first().isEnabled()) await design.button(/^Undo/).first().click()
    await dock.open('Scenario')
  })

  it('in dialogs', async () => {
    await design.key('Control+k')
    await window.page.getByRole('dialog').waitFor()
    expect.soft(await violations(), 'search').toEqual([])
    await leave()
    await window.app.evaluate(
      ({ dialog }, compose) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [compose] })
      },
      join(import.meta.dirname, 'fixtures/compose/compose.yaml'),
    )
    for (const command of ['Keyboard shortcuts', 'Edit the scenario…', 'Import Docker Compose…', 'Export…']) {
      await design.command(command)
      await window.page.getByRole('dialog').waitFor()
      if (command.startsWith('Import')) await design.button('Make the design').waitFor()
      expect.soft(await violations(), command).toEqual([])
      await leave()
    }
    await dock.open('Scenario')
    await design.button('Add fault').first().click()
    expect.soft(await violations(), 'fault').toEqual([])
    await window.page.getByRole('dialog').getByLabel('Begins at', { exact: true }).fill('5s')
    await design.key('Tab')
    await design.key('Escape')
    expect.soft(await violations(), 'asking').toEqual([])
    await design.button('Discard what was typed').click()
    await window.page.locator('.fault-block').focus()
    await design.key('Enter')
    expect.soft(await violations(), 'change fault').toEqual([])
    await leave()
  })

  it('without a design, and with an empty one', async () => {
    await design.command('Close design')
    await window.page.getByRole('heading', { name: 'Start from an example' }).waitFor()
    expect.soft(await violations()).toEqual([])
    await design.newDesign()
    expect.soft(await violations()).toEqual([])
  })
})
