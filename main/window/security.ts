import { type App, protocol, type Session, type WebContents } from 'electron'
import { pageHeaders } from '../content-policy.ts'
import { readPageFile } from '../files/page-file.ts'
import { pageOrigin, pageScheme } from './page-origin.ts'

/** Must run before the program is ready: makes the page's scheme one with an origin of its own. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }])
}

/** Serves the built page, and nothing else, under the page's scheme with its content policy. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(pageScheme, async ({ url, method }) => {
    const { host, pathname } = new URL(url)
    const file = method === 'GET' && `${pageScheme}://${host}` === pageOrigin ? await readPageFile(folder, pathname) : undefined
    if (!file) return new Response('Not found', { status: 404, headers: pageHeaders })
    return new Response(file.bytes, { headers: { ...pageHeaders, 'content-type': file.type } })
  })
}

/** The page needs no permission of the browser but to copy text, and asks for none. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_page, permission, answer) => answer(permission === 'clipboard-sanitized-write'))
  session.setPermissionCheckHandler((_page, permission) => permission === 'clipboard-sanitized-write')
}

/** Wherever a page comes from, it stays where it is: no other address, no further window, no frame of another page. */
export function confinePages(app: App): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    const stay = (event: { preventDefault(): void }, url: string) => {
      if (!url.startsWith(`${pageOrigin}/`)) event.preventDefault()
    }
    contents.on('will-navigate', stay)
    contents.on('will-redirect', stay)
    // Of the main frame and of any within it; the runtime that stands in is older than this event.
    contents.on('will-frame-navigate', (event) => stay(event, event.url))
    // Chromium asks nobody before it shows about:blank: the page is loaded again over it. Not sooner, for Electron itself comes down
    // when a page is loaded while another only starts to be; and not over the developer tools, which are a page as well.
    contents.on('did-navigate', (_navigated, url) => {
      if (contents.getType() !== 'window' || url.startsWith(`${pageOrigin}/`)) return
      setImmediate(() => {
        if (!contents.isDestroyed()) contents.loadURL(`${pageOrigin}/`).catch(() => {})
      })
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}
