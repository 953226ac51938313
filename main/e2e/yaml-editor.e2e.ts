import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DesignPage } from './pages/design-page.ts'
import { type ShownDesign, shop, showDesign } from './show-design.ts'

/** The design as text, beside the form and as a whole: what is typed there is the design, and the other way round. */

describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('the text of a design', () => {
  let shown: ShownDesign
  let design: DesignPage

  beforeAll(async () => {
    shown = await showDesign(shop)
    design = shown.design
  })
  afterAll(() => shown?.close())

  const tab = (name: string) => shown.window.page.getByLabel('Inspector').getByRole('tab', { name }).click()
  const field = (label: string) => shown.window.page.getByLabel('Inspector').getByLabel(label, { exact: true })
  const undoLabel = async () => (await design.button(/^Undo/).first().getAttribute('aria-label')) ?? ''
  const state = (place: string) => shown.window.page.locator(`.panel-${place} .yaml-state`)
  const marked = () => shown.window.page.locator('.panel-dock .marked-line').allInnerTexts()
  const saved = async () => {
    await design.key('Control+s')
    await shown.window.page.getByText('saved', { exact: true }).waitFor()
    return readFileSync(shown.file, 'utf8')
  }

  it('of a component: typing it changes the form and the file, as one step to undo', async () => {
    await design.select('orders')
    await tab('YAML')
    await expect.poll(() => design.yamlText('inspector')).toBe('{ kind: service, name: Orders }')
    await design.yaml('inspector').click()
    await design.key('End')
    await design.key('ArrowLeft')
    await design.key('ArrowLeft')
    await shown.window.page.keyboard.type(', replicas: 3', { delay: 5 })
    await expect.poll(undoLabel).toContain('Edit Orders as YAML')
    expect(await saved()).toBe(shop.replace('name: Orders }', 'name: Orders, replicas: 3 }'))
    await tab('Properties')
    expect(await field('Replicas').inputValue()).toBe('3')
    await design.fill('Replicas', '4')
    await tab('YAML')
    await expect.poll(() => design.yamlText('inspector')).toBe('{ kind: service, name: Orders, replicas: 4 }')
    await design.yaml('inspector').click()
    await design.key('Control+z')
    await expect.poll(() => design.yamlText('inspector')).toBe('{ kind: service, name: Orders, replicas: 3 }')
    await design.key('Control+z')
    await expect.poll(() => design.yamlText('inspector')).toBe('{ kind: service, name: Orders }')
    expect(await saved()).toBe(shop)
  })

  it('that is wrong stays, says why at its line and changes nothing', async () => {
    await design.fillYaml('inspector', 'kind: service\nreplicas: many')
    await state('inspector').getByText('Line 2: orders.replicas must be').waitFor()
    await shown.window.page.locator('.panel-inspector .sentence').getByText('orders.replicas must be').waitFor()
    expect(await undoLabel()).not.toContain('YAML')
    await design.select('stock')
    await expect.poll(() => design.yamlText('inspector')).toContain('Stock')
    await design.select('orders')
    await expect.poll(() => design.yamlText('inspector')).toBe('kind: service\nreplicas: many')
    await design.fillYaml('inspector', 'kind: service\nreplicas: 2')
    await state('inspector').getByText('The design says the same').waitFor()
    expect(await saved()).toBe(shop.replace('  orders: { kind: service, name: Orders }', '  orders:\n    kind: service\n    replicas: 2'))
    await design.key('Control+z')
    expect(await saved()).toBe(shop)
  })

  it('is completed from the schema, and left by Escape and Tab with the selection as it was', async () => {
    await design.fillYaml('inspector', 'kind: service\n')
    await shown.window.page.keyboard.type('conc', { delay: 5 })
    await shown.window.page.getByRole('option', { name: /^concurrency/ }).click()
    await expect.poll(() => design.yamlText('inspector')).toContain('concurrency: ')
    await shown.window.page.keyboard.type('7')
    await state('inspector').getByText('The design says the same').waitFor()
    for (let press = 0; press < 2; press += 1) await design.key('Escape')
    await design.key('Tab')
    const inside = () => shown.window.page.evaluate(() => document.activeElement?.classList.contains('yaml-host'))
    expect(await inside()).toBe(false)
    expect(await design.selected()).toEqual(['orders'])
    while ((await undoLabel()).includes('YAML')) await design.button(/^Undo/).first().click()
    expect(await saved()).toBe(shop)
  })

  it('of a connection may give it another end, which it then goes on with', async () => {
    await design.selectConnection('orders->db')
    await tab('YAML')
    await design.fillYaml('inspector', '{ from: stock, to: d, protocol: postgres }')
    await state('inspector').getByText('Not in the design yet').waitFor()
    await design.fillYaml('inspector', '{ from: stock, to: db, protocol: postgres }')
    await design.edge('stock->db').waitFor({ state: 'attached' })
    expect(await design.selected()).toEqual(['stock->db'])
    await design.key('Control+z')
    await design.edge('orders->db').waitFor({ state: 'attached' })
  })

  it('as a whole follows the selection, and selects what the caret stands in', async () => {
    await design.command('Edit as YAML')
    await design.yaml('dock').waitFor()
    await design.select('stock')
    await expect.poll(marked).toEqual([expect.stringContaining('stock: {')])
    await shown.window.page.locator('.panel-dock .cm-line', { hasText: 'db: { kind: postgres' }).first().click()
    await expect.poll(() => design.selected()).toEqual(['db'])
    await shown.window.page.locator('.panel-dock .cm-line', { hasText: 'to: stock' }).first().click()
    await expect.poll(() => design.selected()).toEqual(['orders->stock'])
    await expect.poll(marked).toEqual([expect.stringContaining('to: stock')])
  })

  it('as a whole takes a component that is typed, and keeps a line that is not right yet', async () => {
    await shown.window.page.locator('.panel-dock .cm-line', { hasText: 'db: { kind: postgres' }).first().click()
    await design.key('End')
    await shown.window.page.keyboard.insertText('\n  mail: { kind: external }')
    await design.node('mail').waitFor()
    await shown.window.page.keyboard.insertText('\n  broken: { kind: extern }')
    await state('dock').getByText('Not in the design yet').waitFor()
    expect(await design.node('broken').count()).toBe(0)
    await design.key('Control+z')
    await state('dock').getByText('The design says the same').waitFor()
    await design.key('Control+z')
    await design.node('mail').waitFor({ state: 'detached' })
    expect(shown.window.complaints).toEqual([])
  })

  it('that is not right yet is asked about before the design is left', async () => {
    await shown.window.page.locator('.panel-dock .cm-line', { hasText: 'db: { kind: postgres' }).first().click()
    await design.key('End')
    await shown.window.page.keyboard.insertText('\n  half: { kind: serv')
    await state('dock').getByText('Not in the design yet').waitFor()
    const question = shown.window.page.getByRole('dialog', { name: 'Leave text that is not right yet?' })
    await design.command('Close design')
    await question.getByText('Design as YAML').waitFor()
    await question.getByRole('button', { name: 'Go on editing' }).click()
    expect(await design.yamlText('dock')).toContain('half: { kind: serv')
    await design.command('Close design')
    await question.getByRole('button', { name: 'Discard the text' }).click()
    await shown.window.page.getByRole('heading', { name: 'Start from an example' }).waitFor()
    expect(shown.window.complaints).toEqual([])
  })
})
