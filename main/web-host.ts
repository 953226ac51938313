import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Send } from '../app/bridge/events.ts'
import { pageKey } from '../app/bridge/page-key.ts'
import type { Handlers } from '../app/bridge/requests.ts'
import { answerRequest } from './answer-request.ts'
import { pageHeaders } from './content-policy.ts'
import { readPageFile } from './files/page-file.ts'
import { createEventStream, type EventStream } from './web/event-stream.ts'
import { createGuard, type Guard } from './web/guard.ts'
import { answerLink, refuse, refuseKeyless, refuseStranger } from './web/pages.ts'
import { readBody } from './web/read-body.ts'

export interface WebHost {
  /** Opens the page, once. */
  link: string
  port: number
  close(): Promise<void>
}

interface Parts {
  guard: Guard
  stream: EventStream
  handlers: Handlers
  page: string
}

/**
 * Serves the page and its requests on 127.0.0.1: the second transport of the same handlers. `port` 0 takes a free one. Rejects
 * when the port is taken. `now`, in ms, is what the link's end is judged by.
 */
export async function serveWeb(
  page: string,
  port: number,
  createHandlers: (send: Send) => Handlers,
  onLastLeft: () => void,
  now = () => Date.now(),
): Promise<WebHost> {
  let bound = port
  const guard = createGuard(
    () => [`127.0.0.1:${bound}`, `localhost:${bound}`],
    () => `microcosm-${bound}`,
    now,
  )
  const stream = createEventStream(onLastLeft)
  const parts: Parts = { guard, stream, handlers: createHandlers(stream.send), page }
  const server = createServer((request, response) => {
    serve(request, response, parts).catch((error: unknown) => {
      console.error('A request failed:', error)
      response.destroy()
    })
  })
  bound = await listen(server, port)
  return { link: `http://127.0.0.1:${bound}${guard.link}`, port: bound, close: () => close(server, stream) }
}

async function serve(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const { guard, stream, handlers, page } = parts
  for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value)
  if (!guard.isSameSite(request)) return refuse(response, 403, 'This address is not the one that Microcosm serves.')
  const address = addressOf(request)
  if (!address) return refuse(response, 400, 'This is no address of a page.')
  const { pathname, searchParams } = address
  const token = searchParams.get('token')
  if (request.method === 'GET' && pathname === '/' && token !== null) return answerLink(request, response, guard, token)
  if (!guard.isKnown(request)) return refuseStranger(response)
  if (pathname.startsWith('/api/') && !guard.holdsKey(request, searchParams.get(pageKey.parameter))) return refuseKeyless(response)

  if (request.method === 'POST' && pathname === '/api/request') return serveRequest(request, response, handlers)
  if (request.method === 'GET' && pathname === '/api/events') return stream.add(response)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Microcosm does not answer this.')
  const file = await readPageFile(page, pathname)
  if (!file) return refuse(response, 404, `There is no ${pathname}.`)
  response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes.length, 'cache-control': 'no-cache' })
  response.end(request.method === 'HEAD' ? undefined : file.bytes)
}

// `//` is a path that is no address.
function addressOf({ url }: IncomingMessage): URL | undefined {
  try {
    return new URL(url ?? '/', 'http://127.0.0.1')
  } catch {
    return undefined
  }
}

async function serveRequest(request: IncomingMessage, response: ServerResponse, handlers: Handlers): Promise<void> {
  // A form of another site cannot send this type without being asked first, and is refused then.
  const isJson = request.headers['content-type']?.split(';')[0]?.trim() === 'application/json'
  const body = isJson ? await readBody(request) : undefined
  if (!body) return refuse(response, 400, 'A request is JSON of at most 25 MB.')
  const { name, input } = Object(body.value) as { name?: unknown; input?: unknown }
  const answer = await answerRequest(handlers, name, input)
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify(answer))
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function close(server: Server, stream: EventStream): Promise<void> {
  stream.close()
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
