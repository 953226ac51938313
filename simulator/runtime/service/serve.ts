import { createServer, type Server } from 'node:http'
import { degradedHeader, endpointHeader, journeyHeader, type ServiceProgram } from '../../../app/run/program.ts'
import type { Journal } from '../control/journal.ts'
import type { Handler } from './handler.ts'
import type { Outcome } from './station.ts'

const statuses: Record<Outcome, number> = { ok: 200, degraded: 200, rejected: 503, failed: 500, 'call failed': 502 }

/** Answers HTTP requests. `/healthz` is answered without a worker. */
export function serve(program: ServiceProgram, handler: Handler, journal: Journal): Promise<Server> {
  const body = JSON.stringify({ component: program.component })
  const server = createServer(async (request, answer) => {
    request.resume()
    request.on('error', () => {})
    answer.on('error', () => {})
    const begun = performance.now()
    const journey = request.headers[journeyHeader]
    const endpoint = request.headers[endpointHeader]
    const outcome =
      request.url === '/healthz'
        ? 'ok'
        : await handler.handle(typeof journey === 'string' ? journey : 'default', typeof endpoint === 'string' ? endpoint : undefined)
    const status = statuses[outcome]
    const degraded = outcome === 'degraded' ? { [degradedHeader]: '1' } : {}
    answer.writeHead(status, { 'content-type': 'application/json', ...degraded }).end(body)
    if (request.url !== '/healthz') journal.served(request.method ?? 'GET', request.url ?? '/', status, performance.now() - begun)
  })
  // Longer than the callers keep connections, so that it is they who close.
  server.keepAliveTimeout = 75_000
  server.requestTimeout = 0
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: program.port, backlog: 4096 }, () => resolve(server))
  })
}
