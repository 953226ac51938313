import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pageKey } from '../../app/bridge/page-key.ts'
import type { Guard } from './guard.ts'

/** The small answers of the web host that are not the page itself. */
export function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(`${sentence}\n`)
}

export function refuseKeyless(response: ServerResponse): void {
  refuse(response, 401, 'This is not the page that Microcosm served: open the link that it printed when it was started.')
}

export function refuseStranger(response: ServerResponse): void {
  refuse(response, 401, 'Open the link that Microcosm printed when it was started; it works once, in one browser.')
}

// With an icon of nothing, so that the browser does not ask for one that is not there.
const head = '<!doctype html><meta charset="utf-8"><title>Microcosm</title><link rel="icon" href="data:,">'

const whyNot = {
  unknown: 'This is not the link that Microcosm printed last: copy the whole of it.',
  spent: 'This link was used already: start Microcosm again for a new one.',
  late: 'This link has ended, for it was not opened within ten minutes: start Microcosm again for a new one.',
}

/**
 * Exchanges the link for the cookie and the page's key. The browser is sent on by a page and not by a redirect: a strict cookie would
 * not be sent along a redirect that began in another site, such as a terminal within a web page. The key is given here alone, where
 * the cookie does not count: whoever has that alone, as every port of 127.0.0.1 may, gets no key for it.
 */
export function answerLink(request: IncomingMessage, response: ServerResponse, guard: Guard, token: string): void {
  const exchanged = guard.exchange(token)
  if (typeof exchanged === 'string') {
    if (guard.isKnown(request)) sendPage(response, `${head}<meta http-equiv="refresh" content="0; url=/">`)
    else refuse(response, 401, whyNot[exchanged])
    return
  }
  const nonce = randomBytes(16).toString('base64url')
  response.setHeader('set-cookie', exchanged.cookie)
  response.setHeader('content-security-policy', `default-src 'none'; script-src 'nonce-${nonce}'; img-src data:; frame-ancestors 'none'`)
  const store = `localStorage.setItem("${pageKey.stored}","${exchanged.key}")`
  sendPage(response, `${head}<script nonce="${nonce}">${store};location.replace("/")</script>`)
}

function sendPage(response: ServerResponse, html: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  response.end(html)
}
