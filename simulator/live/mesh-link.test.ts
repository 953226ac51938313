import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunFailure } from '../../app/run/engine.ts'
import { sendLine } from '../runtime/control/json-lines.ts'
import { Mesh } from '../runtime/mesh/mesh.ts'
import { connectMesh, type MeshLink } from './mesh-link.ts'

/** The program's side and the real mesh, with a forwarder between them as the engine has one, whose line can be cut. */

let forwarder: Server
let meshPort = 0
const lines: Socket[] = []
beforeAll(async () => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  meshPort = (probe.address() as AddressInfo).port
  probe.close()
  await once(probe, 'close')
  await new Mesh('token').listen(meshPort)
  forwarder = createServer((socket) => {
    const behind = connect(meshPort, '127.0.0.1')
    lines.push(socket)
    for (const [from, to] of [
      [socket, behind],
      [behind, socket],
    ] as const)
      from.pipe(to).on('error', () => {})
    socket.on('error', () => {}).on('close', () => behind.destroy())
    behind.on('error', () => {}).on('close', () => socket.destroy())
  }).listen(0, '127.0.0.1')
  await once(forwarder, 'listening')
})
afterAll(() => {
  for (const line of lines) line.destroy()
  forwarder.close()
})
const portOf = () => (forwarder.address() as AddressInfo).port
const link = (): Promise<MeshLink> => connectMesh('127.0.0.1', portOf(), 'token', () => false)

test('the mesh says whether an address answers, and who has reported for duty', async () => {
  const mesh = await link()
  expect(await mesh.probe('127.0.0.1', portOf())).toBe(true)
  expect(await mesh.probe('127.0.0.1', 1)).toBe(false)
  expect(mesh.hasJoined('web', 0)).toBe(false)
  const replica = connect(meshPort, '127.0.0.1')
  sendLine(replica, { type: 'hello', token: 'token', role: 'replica', component: 'web', replica: 0 })
  await expect.poll(() => mesh.hasJoined('web', 0)).toBe(true)
  expect(mesh.hasJoined('web', 1)).toBe(false)
  replica.destroy()
  mesh.close()
})

test('a line that is cut is told once, with what waits for an answer; one that was closed here is not', async () => {
  const [cut, closed] = [await link(), await link()]
  const lost: string[] = []
  for (const [name, mesh] of [
    ['cut', cut],
    ['closed', closed],
  ] as const)
    mesh.onLost = ({ message }: RunFailure) => lost.push(`${name}: ${message}`)
  closed.close()
  const waiting = cut.probe('192.0.2.1', 80)
  for (const line of lines) line.destroy()
  expect(await waiting).toBe(false)
  await expect.poll(() => lost).toEqual(['cut: The mesh, through which all traffic of the run passes, has stopped: start the run again.'])
  expect(await cut.probe('127.0.0.1', meshPort)).toBe(false)
  expect(await closed.probe('127.0.0.1', meshPort)).toBe(false)
})

test('whoever does not know the token is not welcomed, and a run that was stopped waits no longer', async () => {
  let asked = 0
  const stopped = () => {
    asked += 1
    return asked > 2
  }
  await expect(connectMesh('127.0.0.1', portOf(), 'another', stopped)).rejects.toThrow('did not start')
})
