import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { MenuItem } from 'electron'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageOrigin } from '../window/page-origin.ts'
import { type BuiltPackage, buildPackage, fusesOf, renameElectron } from './build-package.ts'
import { openWindow, type Window } from './open-window.ts'

/** The program as it is packaged: it runs no other code than its own, and shows nobody its insides. */

const electron = process.env.MICROCOSM_ELECTRON
const skipped = process.env.MICROCOSM_SKIP_E2E ?? (process.platform === 'linux' && electron ? undefined : 'packages are tried on Linux')
const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []

describe.skipIf(skipped)(skipped ? `the packaged program (skipped: ${skipped})` : 'the packaged program', () => {
  let built: BuiltPackage
  const home = mkdtempSync(join(tmpdir(), 'microcosm-packaged-'))
  const environment = { ...process.env, MICROCOSM_HOME: home }
  const mark = join(home, 'ran')
  const evil = join(home, 'evil.cjs')

  beforeAll(async () => {
    writeFileSync(evil, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'ran')\n`)
    built = await buildPackage(electron ?? '')
  })
  afterAll(() => {
    built?.remove()
    rmSync(home, { recursive: true, force: true })
  })

  /** Starts it, waits until its page is there, lets it be tried, and ends it. */
  async function running<T>(
    program: string,
    args: string[],
    more: NodeJS.ProcessEnv,
    work: (said: () => string, port: string) => Promise<T>,
  ) {
    const child = spawn(program, [...flags, '--remote-debugging-port=0', '--remote-allow-origins=*', ...args], {
      env: { ...environment, ...more },
    })
    let said = ''
    child.stderr.on('data', (part: Buffer) => (said += part.toString()))
    const ended = once(child, 'close')
    try {
      await expect.poll(() => said, { timeout: 60_000 }).toMatch(/DevTools listening on ws:\/\/127\.0\.0\.1:\d+/)
      return await work(() => said, /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1] ?? '')
    } finally {
      child.kill('SIGTERM')
      await ended
    }
  }

  it('has its fuses as electron-builder.yml wants them', () => {
    expect(fusesOf(built.program)).toMatchObject(built.wanted)
    expect(Object.keys(built.wanted).length).toBeGreaterThanOrEqual(6)
    // Those of the Electron that it was made of are another way, so that the builder has set them.
    expect(fusesOf(electron ?? '')).not.toMatchObject(built.wanted)
  })

  it('opens its page, and predicts in its worker', async () => {
    await running(built.program, [], {}, async (_said, port) => {
      const answer = await inPage(
        await pageOf(port),
        `(async () => {
          const { value: [example] } = await bridge.request('designs.examples', {})
          const result = new Promise((done) => bridge.on('run.event', ({ event }) => event.type === 'result' && done(event.result.engine)))
          const asked = { engine: 'predict', text: example.text, path: null, durationSeconds: 5, seed: 1 }
          return [(await bridge.request('runs.start', asked)).ok, await result]
        })()`,
      )
      expect(answer).toEqual([true, 'predict'])
    })
  })

  it('is no Node, runs what no variable names, and opens to no debugger', async () => {
    await running(built.program, ['--inspect=0'], { NODE_OPTIONS: `--require ${evil}` }, async (said) => {
      expect(said()).not.toContain('Debugger listening')
    })
    const asNode = promisify(execFile)(built.program, [evil], {
      env: { ...environment, ELECTRON_RUN_AS_NODE: '1', DISPLAY: '', WAYLAND_DISPLAY: '' },
      timeout: 60_000,
    })
    // As a program with a window and without a display it fails; as Node it would have run the file.
    await expect(asNode).rejects.toThrow()
    expect(() => readFileSync(mark)).toThrow()
    // The Electron that it was made of does all of this, so that the test sees it.
    await promisify(execFile)(electron ?? '', [evil], { env: { ...environment, ELECTRON_RUN_AS_NODE: '1' } })
    expect(readFileSync(mark, 'utf8')).toBe('ran')
    rmSync(mark)
  })

  it('runs no folder that was laid in the place of its archive', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'microcosm-laid-'))
    cpSync(dirname(built.program), folder, { recursive: true })
    const app = join(folder, 'resources', 'app')
    mkdirSync(app)
    writeFileSync(join(app, 'package.json'), '{"name":"evil","main":"evil.cjs"}')
    cpSync(evil, join(app, 'evil.cjs'))
    try {
      await running(join(folder, 'microcosm'), [], {}, async (_said, port) => {
        expect((await pageOf(port)).url).toBe(`${pageOrigin}/`)
      })
      expect(() => readFileSync(mark)).toThrow()
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

interface DebuggedPage {
  url: string
  webSocketDebuggerUrl: string
}

/** The program's page, once it is there. What drives other windows needs the debugger, which a packaged program does not have. */
async function pageOf(port: string): Promise<DebuggedPage> {
  const list = async () => (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as DebuggedPage[]
  await expect.poll(list, { timeout: 60_000 }).toEqual([expect.objectContaining({ url: expect.stringMatching(/^app:/) })])
  const [page] = await list()
  if (!page) throw new Error('The page is gone again.')
  return page
}

/** What a script of the page comes to, by Chromium's own protocol. */
async function inPage({ webSocketDebuggerUrl }: DebuggedPage, expression: string): Promise<unknown> {
  const socket = new WebSocket(webSocketDebuggerUrl)
  await once(socket, 'open')
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, awaitPromise: true, returnByValue: true } }))
  const [message] = (await once(socket, 'message')) as [MessageEvent<string>]
  socket.close()
  const { result } = JSON.parse(message.data)
  return result.exceptionDetails ?? result.result.value
}

describe.skipIf(skipped)('the developer tools', () => {
  /** Roles and labels of everything in the native menu. */
  const menuOf = ({ app }: Window) =>
    app.evaluate(({ Menu }) => {
      const all = (items: MenuItem[]): string[] => items.flatMap((item) => [item.role ?? item.label, ...all(item.submenu?.items ?? [])])
      return all(Menu.getApplicationMenu()?.items ?? []).map((name) => name.toLowerCase())
    })
  const opensTools = ({ app }: Window) =>
    app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      contents?.openDevTools({ mode: 'detach' })
      // They are opened before the page answers next, or not at all.
      await contents?.executeJavaScript('new Promise((done) => requestIdleCallback(() => done()))')
      return contents?.isDevToolsOpened()
    })

  it('are in the menu while the program is made, and harm nothing', async () => {
    const window = await openWindow()
    try {
      // The page says which commands there are.
      await expect.poll(() => menuOf(window)).toContain('toggledevtools')
      await window.page.getByRole('heading', { name: 'Start from an example' }).waitFor()
      await expect.poll(() => opensTools(window)).toBe(true)
      expect(await window.page.title()).toContain('Microcosm')
    } finally {
      await window.close()
    }
  })

  it('are neither in the menu of a packaged program nor to be opened', async () => {
    const renamed = renameElectron(electron ?? '')
    const window = await openWindow({ electron: renamed.program })
    try {
      expect(await window.app.evaluate(({ app }) => app.isPackaged)).toBe(true)
      await expect.poll(() => menuOf(window)).toContain('undo')
      const menu = await menuOf(window)
      expect(menu.filter((name) => /dev|tools|inspect(?!or)|reload/.test(name))).toEqual([])
      await window.page.getByRole('heading', { name: 'Start from an example' }).waitFor()
      expect(await opensTools(window)).toBe(false)
    } finally {
      await window.close()
      renamed.remove()
    }
  })
})
