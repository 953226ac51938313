import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { RunFailure } from '../../app/run/engine.ts'
import { connectDocker } from './docker.ts'
import { resolveImage } from './images.ts'

const servers: Server[] = []
const asked: string[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
  asked.length = 0
})

/** An engine that answers every request with the way to another address, as the real one does where a path has `//` in it. */
async function redirectingEngine(location: string) {
  const server = createServer((request, response) => {
    asked.push(String(request.url))
    response.writeHead(301, { location }).end()
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return connectDocker({ protocol: 'http', host: '127.0.0.1', port: (server.address() as AddressInfo).port })
}

const resolved = (docker: ReturnType<typeof connectDocker>, reference: string) =>
  resolveImage(docker, reference, 'orders', new AbortController().signal, () => {})

test.each(['acme/shop/', 'acme//shop', 'acme/../shop', 'acme/./shop', 'https://example.org/shop', 'shop?all=1'])(
  'an image called %j is refused in a sentence, and the engine is not asked',
  async (reference) => {
    const docker = await redirectingEngine('/images/shop/json')
    const failure = await resolved(docker, reference).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(RunFailure)
    expect((failure as RunFailure).message).toContain(`The image ${JSON.stringify(reference)} of orders is not one`)
    expect(asked).toEqual([])
  },
)

test.each(['/elsewhere', 'http://images/shop/json', 'ftp://127.0.0.1/'])(
  'a redirect to %s is an answer and is not followed',
  async (location) => {
    const docker = await redirectingEngine(location)
    await expect(resolved(docker, 'acme/shop')).rejects.toThrow('Docker refused to look at the image acme/shop')
    expect(asked).toEqual(['/images/acme/shop/json'])
  },
)
