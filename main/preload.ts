import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Answer, Bridge } from '../app/bridge/answer.ts'
import { isEventName, isRequestName } from './bridge-names.ts'

const bridge: Bridge = {
  async request(name, input) {
    if (isRequestName(name)) return ipcRenderer.invoke('request', name, input) as Promise<Answer<unknown>>
    return { ok: false, code: 'bad-input', message: `The program knows no request "${name}".` }
  },
  on(name, listener) {
    if (!isEventName(name)) return () => {}
    // Electron's own event is dropped: it would hand the page a way back to ipcRenderer.
    const onEvent = (_event: unknown, told: string, payload: unknown) => {
      if (told === name) listener(payload)
    }
    ipcRenderer.on('event', onEvent)
    return () => void ipcRenderer.off('event', onEvent)
  },
  // The program is told here, and not by the page: only a file that the person gave to the page has a path, and none can be made up.
  pathOf(file) {
    const path = file instanceof File ? whereIs(file) : ''
    if (path !== '') ipcRenderer.send('dropped', path)
    return path
  },
}

/** The runtime that stands in is older than these tools, and tells the path on the file itself. */
function whereIs(file: File & { path?: string }): string {
  return (webUtils as typeof webUtils | undefined)?.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]) ?? file.path ?? ''
}

contextBridge.exposeInMainWorld('bridge', bridge)
