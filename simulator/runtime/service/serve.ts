import { createServer, type Server } from 'node:http'
import { degradedHeader, endpointHeader, journeyHeader, type ServiceProgram } from '../../../app/run/program.ts'
import type { Drain } from '../control/drain.ts'
import type { Journal } from '../control/journal.ts'
import { parseTraceparent, traceHeader } from '../tracing/trace-context.ts'
import type { Handler } from './handler.ts'
import type { Outcome } from './station.ts'

const statuses: Record<Outcome, number> = {
  ok: 200,
  degraded: 200,
  limited: 429,
  rejected: 503,
  'out of patience': 503,
  failed: 500,
  'call failed': 502,
}

/** Answers HTTP requests. `/healthz` is answered without a worker. */
export function serve(program: ServiceProgram, handler: Handler, journal: Journal, drain: Drain): Promise<Server> {
  const body = JSON.stringify({ component: program.component })
  const server = createServer(async (request, answer) => {
    request.resume()
    request.on('error', () => {})
    answer.on('error', () => {})
    drain.enter()
    answer.on('close', () => drain.leave())
    const begun = performance.now()
    const journey = request.headers[journeyHeader]
    const endpoint = request.headers[endpointHeader]
    const outcome =
      request.url === '/healthz'
        ? 'ok'
        : await handler.handle(
            typeof journey === 'string' ? journey : 'default',
            typeof endpoint === 'string' ? endpoint : undefined,
            parseTraceparent(request.headers[traceHeader]),
          )
    const status = statuses[outcome]
    const degraded = outcome === 'degraded' ? { [degradedHeader]: '1' } : {}
    // Who is about to end keeps no connection on which another request could come.
    const last = drain.begun ? { connection: 'close' } : {}
    answer.writeHead(status, { 'content-type': 'application/json', ...degraded, ...last }).end(body)
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
