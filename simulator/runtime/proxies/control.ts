import { createServer, type IncomingMessage, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { type ProxiedConnection, parseFault } from './proxied-connection.ts'

interface Answer {
  status: number
  body: unknown
}

const prefix = '/connections'

/**
 * Tells of the connections and breaks them: GET / shows all, PUT /connections/FROM/TO breaks one, DELETE heals it, and
 * DELETE /connections heals all.
 */
export function serveControl(port: number, connections: ProxiedConnection[]): Promise<Server> {
  const server = createServer((request, reply) => {
    answer(request, connections)
      .catch((): Answer => ({ status: 400, body: { error: 'The request could not be read: send it again.' } }))
      .then(({ status, body }) => reply.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body, null, 2)}\n`))
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => resolve(server))
  })
}

async function answer(request: IncomingMessage, connections: ProxiedConnection[]): Promise<Answer> {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://proxies').pathname).replace(/\/$/, '')
  const body = await text(request)
  if (path === '/healthz') return { status: 200, body: { connections: connections.length } }
  if (path === '' || path === prefix) {
    if (request.method === 'DELETE') for (const each of connections) each.fault = {}
    else if (request.method !== 'GET') return refused(405, `GET shows the connections, DELETE ${prefix} heals them.`)
    return { status: 200, body: Object.fromEntries(connections.map((each) => [each.id, each.take()])) }
  }
  const one = connections.find(({ id }) => path === `${prefix}/${id.replace('->', '/')}`)
  if (!one) return refused(404, `There is no ${path}. Connections: ${connections.map(({ id }) => id.replace('->', '/')).join(', ')}.`)
  return change(request.method, body, one)
}

function change(method: string | undefined, body: string, connection: ProxiedConnection): Answer {
  switch (method) {
    case 'GET':
      break
    case 'DELETE':
      connection.fault = {}
      break
    case 'PUT': {
      const fault = parseFault(body)
      if (typeof fault === 'string') return refused(400, fault)
      connection.fault = fault
      break
    }
    default:
      return refused(405, 'GET shows a connection, PUT breaks it, DELETE heals it.')
  }
  return { status: 200, body: { [connection.id]: connection.take() } }
}

function refused(status: number, error: string): Answer {
  return { status, body: { error } }
}
