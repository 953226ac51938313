import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Guard } from './guard.ts'

/** The small answers of the web host that are not the page itself. */
export function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(`${sentence}\n`)
}

export function refuseStranger(response: ServerResponse): void {
  refuse(response, 401, 'Open the link that Microcosm printed when it was started; it works once, in one browser.')
}

// With an icon of nothing, so that the browser does not ask for one that is not there.
const sendOn = [
  '<!doctype html><meta charset="utf-8"><title>Microcosm</title>',
  '<link rel="icon" href="data:,"><meta http-equiv="refresh" content="0; url=/">',
].join('')

/**
 * Exchanges the link for the cookie. The browser is sent on by a page and not by a redirect: a strict cookie would not be sent
 * along a redirect that began in another site, such as a terminal within a web page.
 */
export function answerLink(request: IncomingMessage, response: ServerResponse, guard: Guard, token: string): void {
  const cookie = guard.exchange(token)
  if (cookie) response.setHeader('set-cookie', cookie)
  else if (!guard.isKnown(request)) {
    refuse(response, 401, 'This link was used already: start Microcosm again for a new one.')
    return
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  response.end(sendOn)
}
