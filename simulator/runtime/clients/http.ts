import { Agent, request } from 'node:http'
import { degradedHeader, endpointHeader, journeyHeader, type ProgramCall } from '../../../app/run/program.ts'
import { isGoodStatus } from '../measure/http-status.ts'
import { toTraceparent, traceHeader } from '../tracing/trace-context.ts'
import { type Answer, AnsweredBadly, type Client } from './client.ts'

/** Calls over HTTP/1.1 with connections that are kept open. An answer of 500 or above is a failure, and so is 429. */
export function createHttpClient(call: ProgramCall): Client {
  const agent = new Agent({ keepAlive: true })
  return {
    call: ({ journey, endpoint, trace }, signal) =>
      new Promise<Answer>((resolve, reject) => {
        const path = call.path[journey] ?? '/'
        const headers = {
          [journeyHeader]: journey,
          ...(endpoint === undefined ? {} : { [endpointHeader]: endpoint }),
          ...(trace ? { [traceHeader]: toTraceparent(trace) } : {}),
        }
        const outgoing = request({ host: call.host, port: call.port, path, headers, agent, signal })
        outgoing.on('error', (error: NodeJS.ErrnoException) => reject(new Error(error.code ?? error.message)))
        outgoing.on('response', (answer) => {
          answer.resume()
          answer.on('error', reject)
          answer.on('end', () => {
            const status = answer.statusCode ?? 500
            if (isGoodStatus(status)) resolve(answer.headers[degradedHeader] === undefined ? 'in full' : 'degraded')
            else reject(new AnsweredBadly(status))
          })
        })
        // An asynchronous call is over once the request is on its way; what becomes of it is not waited for.
        if (call.mode === 'async') outgoing.on('finish', () => resolve('in full'))
        outgoing.end()
      }),
  }
}
