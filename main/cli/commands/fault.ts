import { Refusal } from '../../../app/bridge/answer.ts'
import { faultTag } from '../../../app/faults/faults.ts'
import { userFolder } from '../../files/user-folder.ts'
import type { Answered, Door } from '../../runs/fault-door.ts'
import { ask, findDoors } from '../../runs/find-doors.ts'
import { type Command, exitCodes, type Given, jsonOption } from '../command.ts'
import { parseFault } from '../parse-fault.ts'

export const fault: Command = {
  name: 'fault',
  summary: 'break something in a run that is up, in the window or by "microcosm run"; without a fault: list what is broken',
  argument: '[FAULT]',
  options: {
    heal: { value: 'ID', help: 'end this fault, or all of them: --heal all' },
    run: { value: 'DESIGN', help: "the run, by its design's name or its process; absent: the only one that is up" },
    json: jsonOption,
  },
  async run(given, io) {
    const question = toQuestion(given)
    const door = choose(await findDoors(userFolder(io.env, process.platform)), given.text('run'))
    const answered = await ask(door, question)
    if (!answered) throw new Refusal('no-such-run', `The run of ${door.design} has ended.`)
    if (!answered.ok) throw new Refusal('bad-input', answered.message)
    if (given.has('json')) io.out(JSON.stringify(answered))
    else for (const line of toLines(answered, door)) io.out(line)
    return exitCodes.good
  },
}

function toQuestion(given: Given): Parameters<typeof ask>[1] {
  const id = given.text('heal')
  const text = given.positionals.join(' ')
  if (id !== undefined && text !== '') throw new Refusal('bad-input', 'Either inject a fault or --heal one, not both.')
  if (id !== undefined) return { ask: 'heal', id }
  if (text === '') return { ask: 'list' }
  const parsed = parseFault(text)
  if (/\sat=/.test(text) || parsed.repeat) {
    throw new Refusal(
      'bad-input',
      `The fault "${text}" begins now, and once: leave out at and repeat, or write it for "microcosm run --fault".`,
    )
  }
  return { ask: 'inject', fault: parsed }
}

function choose(doors: Door[], wanted: string | undefined): Door {
  const [first, ...others] = wanted === undefined ? doors : doors.filter(({ design, pid }) => design === wanted || String(pid) === wanted)
  const names = doors.map(({ design, pid }) => `${design} (process ${pid})`).join(', ')
  if (!first && wanted !== undefined && doors.length > 0) throw new Refusal('no-such-run', `No run of "${wanted}" is up, but of: ${names}.`)
  if (!first) throw new Refusal('no-such-run', 'No run is up: start one in the window, or with "microcosm run".')
  if (others.length > 0) throw new Refusal('bad-input', `More than one run is up: ${names}. Choose one with --run.`)
  return first
}

function toLines({ faults, id }: Extract<Answered, { ok: true }>, { design }: Door): string[] {
  const lines = faults.map((each) => `${each.id}  ${each.fault.target}: ${faultTag(each.fault)}; ${each.mechanism}`)
  if (id !== undefined) return lines.filter((line) => line.startsWith(`${id} `))
  return lines.length > 0 ? lines : [`Nothing is broken in the run of ${design}.`]
}
