import { readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { readRegularFile } from '../../simulator/files/read-regular-file.ts'
import { onLines, sendLine } from '../../simulator/runtime/control/json-lines.ts'
import { type Answered, type Asked, answeredSchema, type Door, doorSchema, doorsFolder } from './fault-door.ts'

const largestBytes = 10_000
/** Many containers may have to be started again before a fault is healed. */
const patienceMs = 120_000

/** Runs of this person that are up. The files of those whose program is gone are removed. */
export async function findDoors(userFolder: string): Promise<Door[]> {
  const folder = doorsFolder(userFolder)
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => readDoor(join(folder, name))))
  return found.filter((door) => door !== undefined)
}

async function readDoor(path: string): Promise<Door | undefined> {
  try {
    const door = doorSchema.parse(JSON.parse((await readRegularFile(path, largestBytes)).toString('utf8')))
    if ((await ask(door, { ask: 'list' })) !== undefined) return door
  } catch {
    // What cannot be read leads nowhere.
  }
  await rm(path, { force: true })
  return undefined
}

type Question = Asked extends infer One ? (One extends Asked ? Omit<One, 'token'> : never) : never

/** Asks a run; undefined: nobody is there any more. */
export function ask(door: Door, question: Question): Promise<Answered | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: door.port, timeout: patienceMs })
    socket.on('connect', () => sendLine(socket, { ...question, token: door.token }))
    onLines(socket, (message) => {
      const answered = answeredSchema.safeParse(message)
      resolve(answered.success ? answered.data : undefined)
      socket.destroy()
    })
    socket.on('timeout', () => socket.destroy())
    socket.on('error', () => {})
    socket.on('close', () => resolve(undefined))
  })
}
