import type { ServerResponse } from 'node:http'
import type { Send } from '../../app/bridge/events.ts'

export interface EventStream {
  send: Send
  /** Takes over a response: it gets every event from now on. */
  add(response: ServerResponse): void
  close(): void
}

/** A page that does not read (a laptop asleep) must not fill our memory: its stream is closed, and it comes back by itself. */
const mostUnreadBytes = 16_000_000
const heartbeatMs = 15_000

/** Server-sent events for every page that listens; `onLastLeft` is called when the last of them is gone. */
export function createEventStream(onLastLeft: () => void): EventStream {
  const pages = new Set<ServerResponse>()
  const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs)
  heartbeat.unref()

  function write(text: string): void {
    for (const page of pages) {
      if (page.writableLength > mostUnreadBytes) page.destroy()
      else page.write(text)
    }
  }

  return {
    send: (name, payload) => write(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`),
    add(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' })
      response.write('retry: 1000\n\n')
      pages.add(response)
      response.once('close', () => {
        pages.delete(response)
        if (pages.size === 0) onLastLeft()
      })
    },
    close() {
      clearInterval(heartbeat)
      for (const page of pages) page.end()
    },
  }
}
