import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import type { Answer } from '../app/bridge/answer.ts'
import type { Send } from '../app/bridge/events.ts'
import type { Handlers } from '../app/bridge/requests.ts'
import { answerRequest } from './answer-request.ts'
import { pageOrigin } from './window/page-origin.ts'

/**
 * Answers the page of the one window, and nobody else: not a frame within it, and not a page of another origin. `onDropped` is told
 * by the preload script where a file lies that the page was given; the page itself has no way to say this.
 */
export function serveIpc(handlers: Handlers, page: () => WebContents | undefined, onDropped: (path: string) => void): void {
  ipcMain.on('dropped', (event, path: unknown) => {
    if (isOurPage(event, page()) && typeof path === 'string') onDropped(path)
  })
  ipcMain.handle('request', (event, name: unknown, input: unknown): Promise<Answer<unknown>> | Answer<never> => {
    if (isOurPage(event, page())) return answerRequest(handlers, name, input)
    return { ok: false, code: 'bad-input', message: 'Only the window of Microcosm may ask the program.' }
  })
}

function isOurPage(event: IpcMainEvent | IpcMainInvokeEvent, page: WebContents | undefined): boolean {
  const frame = event.senderFrame
  return page !== undefined && frame !== null && frame === page.mainFrame && frame.url.startsWith(`${pageOrigin}/`)
}

/** Tells the page; what is said while there is none is dropped, since a new page asks for everything anyway. */
export function createSend(page: () => WebContents | undefined): Send {
  return (name, payload) => {
    const contents = page()
    if (contents && !contents.isDestroyed() && !contents.isCrashed()) contents.send('event', name, payload)
  }
}
