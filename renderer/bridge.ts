import { type Answer, type Bridge, Refusal } from '../app/bridge/answer.ts'
import { type EventName, events, type Payload } from '../app/bridge/events.ts'
import type { Output, RequestName, Requests } from '../app/bridge/requests.ts'
import { createWebBridge } from './web-bridge.ts'

/**
 * The page's way to the program: Electron's preload script where there is one, the web host otherwise. Nothing else in the
 * page knows which.
 */

declare global {
  interface Window {
    bridge?: Bridge
  }
}

const bridge: Bridge = window.bridge ?? createWebBridge(window.location.href)

/** What may be left out of a request's input, as its schema says. */
type Asked<N extends RequestName> = Requests[N]['input']['_zod']['input']

/** Asks the program. Rejects with a Refusal whose message is a sentence for the person. */
export async function request<N extends RequestName>(name: N, input: Asked<N>): Promise<Output<N>> {
  const answer = (await bridge.request(name, input)) as Answer<Output<N>>
  if (answer.ok) return answer.value
  throw new Refusal(answer.code, answer.message, answer.details)
}

/** Listens to what the program tells unasked. Returns the function that ends the subscription. */
export function on<N extends EventName>(name: N, listener: (payload: Payload<N>) => void): () => void {
  return bridge.on(name, (payload) => {
    const parsed = events[name].safeParse(payload)
    if (parsed.success) listener(parsed.data as Payload<N>)
  })
}

/** Where a file that the person dropped on the page lies; undefined where the page is not told. */
export function pathOf(file: File): string | undefined {
  return bridge.pathOf(file) || undefined
}

/** The sentence of whatever was thrown, for a person. */
export function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
