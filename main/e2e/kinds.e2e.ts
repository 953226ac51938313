import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ShownDesign, showDesign } from './show-design.ts'

/** Kinds of one provider: found in the palette, and taken for a card that was of another kind. */

const text = `microcosm: 1
name: Shop
components:
  people: { kind: traffic, rate: 20 }
  orders: { kind: service, name: Orders, replicas: 2 }
  db: { kind: postgres, name: DB }
connections:
  - { from: people, to: orders, protocol: http }
  - { from: orders, to: db, protocol: postgres }
layout:
  people: { x: 0, y: 0 }
  orders: { x: 300, y: 0 }
  db: { x: 600, y: 0 }
`

describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('kinds of a provider', () => {
  let { window, design, close } = {} as ShownDesign

  beforeAll(async () => {
    ;({ window, design, close } = await showDesign(text))
  })
  afterAll(() => close?.())

  it('are found by a word of another language among those of AWS', async () => {
    const palette = window.page.getByRole('listbox', { name: 'Kinds of component' })
    const kinds = () => palette.locator('[data-kind]').evaluateAll((items) => items.map((item) => item.getAttribute('data-kind')))
    await window.page.getByRole('tab', { name: 'AWS', exact: true }).click()
    await window.page.getByRole('searchbox', { name: 'Add a component' }).fill('fila')
    await expect.poll(kinds).toEqual(['sqs'])
    await window.page.getByRole('tab', { name: 'Generic', exact: true }).click()
    await expect.poll(kinds).toContain('rabbitmq')
    expect(await kinds()).not.toContain('sqs')
    await window.page.getByRole('searchbox', { name: 'Add a component' }).fill('')
    await window.page.getByRole('tab', { name: 'All', exact: true }).click()
  })

  it('take the place of what a card was, as one step', async () => {
    await design.node('db').click({ button: 'right' })
    await window.page.getByRole('menuitem', { name: 'Change into…' }).click()
    await window.page.getByRole('menuitem', { name: 'RDS for PostgreSQL' }).click()
    await design.node('db').getByText('db.t4g.medium').waitFor()
    await design.edge('orders->db').waitFor({ state: 'attached' })
    await window.page.getByText('Everything carries over.').waitFor()
    await design.key('Control+z')
    await design.node('db').getByText('connections').waitFor()
  })
})
