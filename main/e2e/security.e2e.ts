import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bridge } from '../../app/bridge/answer.ts'
import { pageOrigin } from '../window/page-origin.ts'
import { openWindow, type Window } from './open-window.ts'

/** A page of ours that is broken into tries what Electron's checklist is about, in the real window. */

const skipped = process.env.MICROCOSM_SKIP_E2E

/** The page's own names, as far as these tests use them. */
type PageScope = typeof globalThis & { bridge: Bridge; stamp?: string }

/** Gives every frame of the window the preload script, which the program itself does not. */
const framesWithBridge = `
const Module = require('node:module')
const load = Module._load
Module._load = (name, ...rest) => {
  const loaded = load(name, ...rest)
  if (name !== 'electron') return loaded
  const construct = (Window, [options]) =>
    new Window({ ...options, webPreferences: { ...options.webPreferences, nodeIntegrationInSubFrames: true } })
  return new Proxy(loaded, {
    get: (all, key) => (key === 'BrowserWindow' ? new Proxy(all.BrowserWindow, { construct }) : all[key]),
  })
}
`

describe.skipIf(skipped)(skipped ? `the page (skipped: ${skipped})` : 'the page', () => {
  const asked: string[] = []
  const outside = createServer(({ url }, answer) => {
    asked.push(url ?? '')
    answer.end('outside')
  })
  const folder = mkdtempSync(join(tmpdir(), 'microcosm-security-'))
  let elsewhere = ''
  let window: Window

  beforeAll(async () => {
    await new Promise<void>((resolve) => void outside.listen(0, '127.0.0.1', resolve))
    elsewhere = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
    window = await openWindow()
    await window.page.getByRole('heading', { name: 'Start from an example' }).waitFor()
    // What the page tried, as the program is asked about it.
    await window.app.evaluate(({ BrowserWindow }) => {
      const tried: string[] = []
      Object.assign(globalThis, { tried })
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      // Where the first of them is refused, the second is not told any more; old Electrons know only the second.
      contents?.on('will-frame-navigate', ({ url }) => tried.push(url))
      contents?.on('will-navigate', (_event, url) => tried.push(url))
    })
  })
  afterAll(async () => {
    await window?.close()
    outside.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const tried = () => window.app.evaluate(() => (globalThis as unknown as { tried: string[] }).tried)
  const answers = () => window.page.evaluate(async () => (await (globalThis as PageScope).bridge.request('app.hello', {})).ok)
  const stamp = (text: string) =>
    window.page.evaluate((given) => {
      ;(globalThis as PageScope).stamp = given
    }, text)
  /** Follows a link, as a click on one does. */
  const follow = (address: string) =>
    window.page.evaluate((href) => {
      const link = Object.assign(document.createElement('a'), { href })
      document.body.append(link)
      link.click()
      link.remove()
    }, address)

  it.each(['file:///etc/passwd', 'data:text/html,<p>other', 'app://other/', 'http://localhost:1/', 'javascript:document.title="other"'])(
    'stays where it is when it follows %s',
    async (address) => {
      await stamp(address)
      await follow(address)
      // Attempts are dealt with one after another, and of this last one it is known that the program is asked.
      const last = `${elsewhere}/after?${encodeURIComponent(address)}`
      await follow(last)
      await expect.poll(tried).toContain(last)
      expect(await window.page.evaluate(() => (globalThis as PageScope).stamp)).toBe(address)
      expect(await answers()).toBe(true)
      expect(await window.page.title()).not.toBe('other')
      expect(asked).toEqual([])
    },
  )

  it('comes back when it goes to about:blank, of which the program is not asked', async () => {
    await stamp('before')
    await follow('about:blank')
    await window.page.getByRole('heading', { name: 'Start from an example' }).waitFor()
    await expect.poll(() => window.page.evaluate(() => (globalThis as PageScope).stamp ?? 'none')).toBe('none')
    await expect.poll(() => window.page.url()).toMatch(new RegExp(`^${pageOrigin}/`))
    expect(await answers()).toBe(true)
  })

  it('opens no further window', async () => {
    for (const address of [elsewhere, 'about:blank', 'file:///etc/passwd', `${pageOrigin}/`])
      expect(await window.page.evaluate((url) => globalThis.open(url) === null, address)).toBe(true)
    const count = () => window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
    expect(await count()).toBe(1)
    expect(asked).toEqual([])
  })

  it('attaches no web view, even where a window would let it', async () => {
    const guests = await window.app.evaluate(
      async ({ BrowserWindow, webContents }, { own, url }) => {
        const other = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } })
        await other.loadURL(own)
        const attached = new Promise((resolve) => other.webContents.once('will-attach-webview', resolve))
        await other.webContents.executeJavaScript(
          `document.body.append(Object.assign(document.createElement('webview'), { src: ${JSON.stringify(url)} })); undefined`,
        )
        await attached
        // A guest that is let in is there by the time the page has answered once more.
        await other.webContents.executeJavaScript('new Promise((done) => requestIdleCallback(() => done()))')
        const count = webContents.getAllWebContents().filter((each) => each.getType() === 'webview').length
        other.destroy()
        return count
      },
      { own: `${pageOrigin}/`, url: elsewhere },
    )
    expect(guests).toBe(0)
    expect(asked).toEqual([])
  })

  it('gets no permission but to copy text', async () => {
    const given = await window.page.evaluate(async () => {
      const states: Record<string, string> = {}
      for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'clipboard-write']) {
        states[name] = (await navigator.permissions.query({ name: name as PermissionName })).state
      }
      const outcome = (work: Promise<unknown>) =>
        work.then(
          () => 'given',
          (error: { name?: string; code?: number }) => `${error.name ?? error.code}`,
        )
      return {
        states,
        notification: await Notification.requestPermission(),
        microphone: await outcome(navigator.mediaDevices.getUserMedia({ audio: true })),
        place: await new Promise((done) =>
          navigator.geolocation.getCurrentPosition(
            () => done('given'),
            ({ code }) => done(code),
          ),
        ),
        midi: await outcome((navigator as unknown as { requestMIDIAccess(): Promise<unknown> }).requestMIDIAccess()),
      }
    })
    const { 'clipboard-write': copying, ...others } = given.states
    expect(copying).toBe('granted')
    expect(new Set(Object.values(others))).toEqual(new Set(['denied']))
    expect(given).toMatchObject({ notification: 'denied', place: 1 })
    expect([given.microphone, given.midi]).not.toContain('given')
  })

  it('finds nothing of Electron and of Node', async () => {
    const found = await window.page.evaluate(async () => {
      const scope = globalThis as unknown as Record<string, unknown>
      const { bridge } = globalThis as PageScope
      const names = ['require', 'module', 'exports', 'process', 'Buffer', 'global', '__dirname', 'ipcRenderer', 'electron', 'setImmediate']
      const attempt = (work: () => unknown) => {
        try {
          return String(work())
        } catch (error) {
          return (error as Error).name
        }
      }
      const heard: number[] = []
      bridge.on('app.command', (...given: unknown[]) => void heard.push(given.length))
      const foreign = await Promise.all(
        ['constructor', '__proto__', 'settings', 'runs.Start'].map((name) => bridge.request(name, {}).then(({ ok }) => ok)),
      )
      Object.assign(globalThis, { heard })
      return {
        names: names.filter((name) => scope[name] !== undefined),
        bridge: Object.keys(bridge).sort(),
        frozen: attempt(() => Object.assign(bridge, { request: null })),
        // A way out of the page's own world would be a function of another; a tool's own call may make one from text.
        process: attempt(() => (bridge.request.constructor as FunctionConstructor)('return typeof process')()),
        foreign,
        unknownEvent: attempt(() => typeof bridge.on('ipc-message', () => {})),
      }
    })
    expect(found).toEqual({
      names: [],
      bridge: ['on', 'pathOf', 'request'],
      frozen: 'TypeError',
      process: 'undefined',
      foreign: [false, false, false, false],
      unknownEvent: 'function',
    })
    await window.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send('event', 'app.command', { command: '-' }),
    )
    // The payload alone, and never Electron's event.
    await expect.poll(() => window.page.evaluate(() => (globalThis as unknown as { heard: number[] }).heard)).toEqual([1])
  })

  it('loads nothing from outside and no script of its own making', async () => {
    const outcome = await window.page.evaluate(async (url) => {
      const failed = (address: string) =>
        fetch(address).then(
          ({ status }) => status,
          () => 'refused',
        )
      const script = document.createElement('script')
      script.textContent = 'globalThis.stamp = "inline"'
      document.body.append(script)
      const image = new Image()
      const loaded = new Promise((done) => {
        image.onload = () => done('loaded')
        image.onerror = () => done('refused')
      })
      image.src = `${url}/image.png`
      return {
        http: await failed(url),
        file: await failed('file:///etc/passwd'),
        other: await failed('app://other/index.html'),
        above: await failed('/..%2f..%2fpackage.json'),
        inline: (globalThis as PageScope).stamp,
        image: await loaded,
      }
    }, elsewhere)
    expect(outcome).toEqual({ http: 'refused', file: 'refused', other: 'refused', above: 404, inline: undefined, image: 'refused' })
    expect(asked).toEqual([])
  })

  it('is in a window that is as the checklist asks', async () => {
    const preferences = await window.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as { getLastWebPreferences?(): object } | undefined
      return contents?.getLastWebPreferences?.()
    })
    expect(preferences).toMatchObject({
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
    })
    expect(preferences).not.toMatchObject({ nodeIntegrationInSubFrames: true })
  })

  it('is the only one that is answered: no frame within it, and no other window', async () => {
    const hook = join(folder, 'frames-with-bridge.cjs')
    writeFileSync(hook, framesWithBridge)
    const framed = await openWindow({ flags: ['-r', hook] })
    try {
      await framed.page.getByRole('heading', { name: 'Start from an example' }).waitFor()
      const refusal = { ok: false, code: 'bad-input', message: 'Only the window of Microcosm may ask the program.' }
      const [own, inFrame] = await framed.page.evaluate(async () => {
        const frame = document.createElement('iframe')
        const loaded = new Promise((done) => frame.addEventListener('load', done))
        frame.srcdoc = '<p>within</p>'
        document.body.append(frame)
        await loaded
        const within = frame.contentWindow as unknown as PageScope
        return [await (globalThis as PageScope).bridge.request('app.hello', {}), await within.bridge.request('app.hello', {})]
      })
      expect(own).toMatchObject({ ok: true })
      expect(inFrame).toEqual(refusal)
      const inOther = await framed.app.evaluate(
        async ({ app, BrowserWindow }, { own: url }) => {
          const preload = `${app.getAppPath()}/out/main/preload.cjs`
          const other = new BrowserWindow({ show: false, webPreferences: { preload, contextIsolation: true, sandbox: true } })
          await other.loadURL(url)
          const answer: unknown = await other.webContents.executeJavaScript("bridge.request('app.hello', {})")
          other.destroy()
          return answer
        },
        { own: `${pageOrigin}/` },
      )
      expect(inOther).toEqual(refusal)
    } finally {
      await framed.close()
    }
  })
})
