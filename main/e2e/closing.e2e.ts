import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Bridge } from '../../app/bridge/answer.ts'
import type { Output } from '../../app/bridge/requests.ts'
import { docker } from './docker-objects.ts'
import { openWindow, project, type Window } from './open-window.ts'

/** However a window with a run on Docker goes away, nothing of the run is left when its program has ended. */

const skipped = process.env.MICROCOSM_SKIP_E2E ?? process.env.MICROCOSM_SKIP_LIVE

describe.skipIf(skipped)('a window with a run on Docker', () => {
  let window: Window | undefined
  afterEach(() => window?.close())

  /** Opens the window and starts a run through the page's own way to the program; resolves when its first containers stand. */
  async function openRunning(): Promise<{ opened: Window; program: ChildProcess; left: () => Promise<string[]> }> {
    const opened = await openWindow()
    window = opened
    const program = opened.app.process()
    const pid = await opened.app.evaluate(() => process.pid)
    const label = ['--filter', `label=microcosm.owner.pid=${pid}`]
    const left = async () => (await Promise.all([docker('ps', '-aq', ...label), docker('network', 'ls', '-q', ...label)])).flat()
    const text = await readFile(join(project, 'assets/examples/api-gateway.microcosm.yaml'), 'utf8')
    const answer = await opened.page.evaluate(async (design) => {
      const { bridge } = globalThis as unknown as { bridge: Bridge }
      const shown = await bridge.request('runs.sheet', { text: design, path: null })
      const { hash } = (shown as { value: Output<'runs.sheet'> }).value
      const accepted = { hash, consents: [] }
      return bridge.request('runs.start', { engine: 'live', text: design, path: null, durationSeconds: 300, accepted })
    }, text)
    expect(answer).toMatchObject({ ok: true })
    await expect.poll(async () => (await left()).length, { timeout: 60_000 }).toBeGreaterThan(2)
    return { opened, program, left }
  }

  it('removes the run before it closes', async () => {
    const { opened, program, left } = await openRunning()
    const ended = new Promise<number | null>((resolve) => program.once('exit', resolve))
    await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    expect(await ended).toBe(0)
    expect(await left()).toEqual([])
  })

  it('removes the run when it is told to end', async () => {
    const { program, left } = await openRunning()
    const ended = new Promise<number | null>((resolve) => program.once('exit', resolve))
    program.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(await left()).toEqual([])
  })

  it('removes the run of a page that is loaded again', async () => {
    const { opened, left } = await openRunning()
    await opened.page.reload()
    await expect.poll(left, { timeout: 30_000 }).toEqual([])
    // The window itself goes on.
    expect(await opened.page.title()).toContain('Microcosm')
  })
})
