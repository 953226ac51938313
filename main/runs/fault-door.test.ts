import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Fault } from '../../app/faults/faults.ts'
import { RunFailure } from '../../app/run/engine.ts'
import type { ActiveFault } from '../../app/run/frame.ts'
import { type Breakable, doorsFolder, openDoor } from './fault-door.ts'
import { ask, findDoors } from './find-doors.ts'

/** The part of a run that a door leads to, without its containers. */
class Open implements Breakable {
  end: () => void = () => {}
  readonly stopped = new Promise<void>((resolve) => {
    this.end = resolve
  })
  #faults: ActiveFault[] = []

  activeFaults(): ActiveFault[] {
    return this.#faults
  }

  async inject(fault: Fault): Promise<string> {
    if (fault.target === 'nobody') throw new RunFailure('There is nobody.')
    const id = `fault-${this.#faults.length + 1}`
    this.#faults.push({ id, fault, mechanism: 'told' })
    return id
  }

  async heal(id: string): Promise<void> {
    this.#faults = this.#faults.filter((each) => each.id !== id)
  }
}

let home = ''
let run = new Open()
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'microcosm-door-'))
  run = new Open()
})
afterEach(async () => {
  run.end()
  await rm(home, { recursive: true, force: true })
})

const opened = async () => {
  openDoor(run, home, 'Shop')
  const [door] = await vi.waitFor(async () => {
    const doors = await findDoors(home)
    expect(doors).toHaveLength(1)
    return doors
  })
  if (!door) throw new Error('no door')
  return door
}
const kill: Fault = { kind: 'kill', target: 'shop', at: '0s' }

test('a run is found, broken, asked and healed, until it has ended', async () => {
  const door = await opened()
  expect(door).toMatchObject({ design: 'Shop', pid: process.pid })
  expect(await ask(door, { ask: 'inject', fault: kill })).toMatchObject({ ok: true, id: 'fault-1', faults: [{ fault: kill }] })
  expect(await ask(door, { ask: 'heal', id: 'fault-9' })).toMatchObject({ ok: false, message: expect.stringContaining('no fault fault-9') })
  expect(await ask(door, { ask: 'heal', id: 'all' })).toEqual({ ok: true, faults: [] })
  expect(await ask(door, { ask: 'inject', fault: { ...kill, target: 'nobody' } })).toEqual({ ok: false, message: 'There is nobody.' })
  run.end()
  await vi.waitFor(async () => expect(await readdir(doorsFolder(home))).toEqual([]))
  expect(await ask(door, { ask: 'list' })).toBeUndefined()
})

test('it asks for its secret, and only its owner can read that', async () => {
  const door = await opened()
  expect(await ask({ ...door, token: 'guessed' }, { ask: 'list' })).toBeUndefined()
  const [name = ''] = await readdir(doorsFolder(home))
  const path = join(doorsFolder(home), name)
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(door)
  if (process.platform !== 'win32') {
    expect((await stat(path)).mode & 0o077).toBe(0)
    expect((await stat(doorsFolder(home))).mode & 0o077).toBe(0)
  }
})

test('what a killed program left, and what is no door, is removed', async () => {
  await opened()
  const left = JSON.stringify({ design: 'Gone', pid: 1, port: 1, token: 'x' })
  await writeFile(join(doorsFolder(home), '1-1.json'), left)
  await writeFile(join(doorsFolder(home), 'broken.json'), '{')
  expect((await findDoors(home)).map(({ design }) => design)).toEqual(['Shop'])
  expect(await readdir(doorsFolder(home))).toHaveLength(1)
})

test('where no file can say how it is reached, nothing listens either', async () => {
  const listening = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  const before = listening()
  await writeFile(doorsFolder(home), 'no folder')
  openDoor(run, home, 'Shop')
  await vi.waitFor(() => expect(told).toHaveBeenCalledWith(expect.stringMatching(/^A run cannot be reached by `microcosm fault`: /)))
  expect(listening()).toBeLessThanOrEqual(before)
  told.mockRestore()
})
