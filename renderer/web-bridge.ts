import type { Answer, Bridge } from '../app/bridge/answer.ts'
import { pageKey } from '../app/bridge/page-key.ts'

/** The bridge over HTTP: requests are posted, events come as one server-sent stream that the browser reconnects by itself. */
export function createWebBridge(pageAddress: string): Bridge {
  const address = (path: string) => new URL(path, pageAddress).href
  const key = storedKey()
  let stream: EventSource | undefined
  const open = () => {
    stream ??= new EventSource(`${address('api/events')}?${pageKey.parameter}=${encodeURIComponent(key)}`)
    return stream
  }
  return {
    async request(name, input): Promise<Answer<unknown>> {
      try {
        const response = await fetch(address('api/request'), {
          method: 'POST',
          headers: { 'content-type': 'application/json', [pageKey.header]: key },
          body: JSON.stringify({ name, input }),
        })
        return toAnswer(response.status, await response.text())
      } catch {
        return {
          ok: false,
          code: 'internal',
          message: 'Microcosm does not answer. See whether it still runs in its terminal, then reload this page.',
        }
      }
    },
    on(name, listener) {
      const onEvent = (event: MessageEvent<string>) => listener(JSON.parse(event.data))
      const source = open()
      source.addEventListener(name, onEvent)
      return () => source.removeEventListener(name, onEvent)
    },
    // A browser tells no page where a file lies.
    pathOf: () => '',
  }
}

/** What the link gave; a browser that stores nothing has none, and is told to open the link. */
function storedKey(): string {
  try {
    return localStorage.getItem(pageKey.stored) ?? ''
  } catch {
    return ''
  }
}

function toAnswer(status: number, body: string): Answer<unknown> {
  try {
    const answer: unknown = JSON.parse(body)
    if (typeof answer === 'object' && answer !== null && 'ok' in answer) return answer as Answer<unknown>
  } catch {
    // Not ours: said below, with the status.
  }
  const message =
    status === 401 || status === 403
      ? 'This page is no longer allowed to talk to Microcosm. Open the link that it printed in its terminal.'
      : `Microcosm answered with status ${status} and no reason. Reload this page.`
  return { ok: false, code: 'internal', message }
}
