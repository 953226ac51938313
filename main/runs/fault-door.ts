import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import * as z from 'zod'
import { faultSchema } from '../../app/faults/faults.ts'
import { RunFailure } from '../../app/run/engine.ts'
import type { Live } from '../../simulator/live/start-live.ts'
import { onLines, sendLine } from '../../simulator/runtime/control/json-lines.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { logMistake } from '../log/log.ts'
import { isSame } from '../web/guard.ts'

/** Where runs that are up say how they are reached: a file each, in the program's own folder. */
export const doorsFolder = (userFolder: string) => join(userFolder, 'runs')

/** What such a file holds: a port of 127.0.0.1, and what only its owner can read and show there. */
export const doorSchema = z.object({ design: z.string(), pid: z.int(), port: z.int(), token: z.string() })
export type Door = z.output<typeof doorSchema>

/** What can be asked at the door, one line of JSON each. */
export const askedSchema = z.discriminatedUnion('ask', [
  z.object({ token: z.string(), ask: z.literal('inject'), fault: faultSchema }),
  z.object({ token: z.string(), ask: z.literal('heal'), id: z.string() }),
  z.object({ token: z.string(), ask: z.literal('list') }),
])
export type Asked = z.output<typeof askedSchema>

export const answeredSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    faults: z.array(z.object({ id: z.string(), fault: faultSchema, mechanism: z.string() })),
    /** Of what was injected. */
    id: z.string().optional(),
  }),
  z.object({ ok: z.literal(false), message: z.string() }),
])
export type Answered = z.output<typeof answeredSchema>

/** What of a run a door leads to. */
export type Breakable = Pick<Live, 'inject' | 'heal' | 'activeFaults' | 'stopped'>

/** Lets other programs of the same person inject faults into a run for as long as it lasts. A door that cannot be opened keeps no run. */
export function openDoor<Run extends Breakable>(live: Run, userFolder: string, design: string): Run {
  open(live, userFolder, design).catch((error: unknown) => logMistake('A run cannot be reached by `microcosm fault`', error))
  return live
}

async function open(live: Breakable, userFolder: string, design: string): Promise<void> {
  await mkdir(doorsFolder(userFolder), { recursive: true, mode: 0o700 })
  const token = randomBytes(24).toString('hex')
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    onLines(socket, (message) => {
      const asked = askedSchema.safeParse(message)
      if (!asked.success || !isSame(asked.data.token, token)) return void socket.destroy()
      answer(live, asked.data).then((answered) => sendLine(socket, answered))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const path = join(doorsFolder(userFolder), `${process.pid}-${port}.json`)
  try {
    await writeAtomically(path, `${JSON.stringify({ design, pid: process.pid, port, token } satisfies Door)}\n`, 0o600)
    await live.stopped
  } finally {
    server.close()
    for (const socket of sockets) socket.destroy()
    await rm(path, { force: true })
  }
}

async function answer(live: Breakable, asked: Asked): Promise<Answered> {
  try {
    const id = asked.ask === 'inject' ? await live.inject(asked.fault) : undefined
    if (asked.ask === 'heal') {
      const wanted = live.activeFaults().filter((each) => asked.id === 'all' || each.id === asked.id)
      if (wanted.length === 0 && asked.id !== 'all') throw new RunFailure(`There is no fault ${asked.id} in this run (any more).`)
      await Promise.all(wanted.map((each) => live.heal(each.id)))
    }
    return { ok: true, faults: live.activeFaults(), ...(id === undefined ? {} : { id }) }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}
