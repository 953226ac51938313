import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'

export interface ShownDesign {
  /** The file, in a folder of its own that `close` removes. */
  file: string
  window: Window
  design: DesignPage
  close: () => Promise<void>
}

/** A shop of four components that stand where they are said to. */
export const shop = `microcosm: 1
name: Shop
components:
  people: { kind: traffic, rate: 20 }
  orders: { kind: service, name: Orders }
  stock: { kind: service, name: Stock }
  db: { kind: postgres, name: DB }
connections:
  - { from: people, to: orders, protocol: http }
  - { from: orders, to: stock, protocol: http, timeout: 2s }
  - { from: orders, to: db, protocol: postgres }
scenarios:
  day: { duration: 60s, traffic: [{ at: 0s, scale: 1 }] }
layout:
  people: { x: 0, y: 0 }
  orders: { x: 304, y: 0 }
  stock: { x: 600, y: 24 }
  db: { x: 640, y: 200 }
`

/** Opens a design, which has a component `orders`, in a window of 1440x900. */
export async function showDesign(text: string): Promise<ShownDesign> {
  const folder = mkdtempSync(join(tmpdir(), 'microcosm-shown-'))
  const file = join(folder, 'shop.microcosm.yaml')
  writeFileSync(file, text)
  const window = await openWindow({ design: file })
  await window.page.setViewportSize({ width: 1440, height: 900 })
  const design = new DesignPage(window.page)
  await design.node('orders').waitFor()
  const close = async () => {
    await window.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { file, window, design, close }
}
