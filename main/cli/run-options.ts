import { dirname } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import { type Design, steadyScenario } from '../../app/design/design.ts'
import { durationPattern, toSeconds } from '../../app/design/quantities.ts'
import type { Fault } from '../../app/faults/faults.ts'
import type { RunRequest } from '../../app/run/engine.ts'
import { readRecordings } from '../files/recordings.ts'
import { checkScenario } from '../run-request.ts'
import type { Given, Option } from './command.ts'
import { checkTarget, parseFault } from './parse-fault.ts'
import type { DesignArgument } from './read-design-argument.ts'

/** The options that both engines share, and the request they make. */
export const runOptions: Record<string, Option> = {
  scenario: { value: 'NAME', help: 'a scenario of the design; absent: steady traffic for half a minute' },
  fault: {
    value: 'FAULT',
    many: true,
    help: 'also play this fault, such as "kill orders at=10s for=5s"; may be given again; at: from the scenario\'s start',
  },
  duration: { value: 'TIME', help: 'how long the scenario lasts, such as 30s or 10m; absent: as the scenario says' },
}
export const seedOption: Option = { value: 'N', help: 'a whole number; the same seed gives the same result (default 1)' }

const longestSeconds = 86_400

export async function toRunRequest(given: Given, { design, file, path }: DesignArgument, signal: AbortSignal): Promise<RunRequest> {
  const scenario = given.text('scenario')
  checkScenario(scenario, Object.keys(design.scenarios ?? {}), file)
  const duration = given.text('duration')
  const faults = given.texts('fault').map((text) => checkTarget(parseFault(text), design))
  return {
    design: faults.length === 0 ? design : withFaults(design, scenario ?? 'steady', faults),
    seed: parseSeed(given.text('seed')),
    files: await readRecordings(design, dirname(path)),
    signal,
    ...(scenario === undefined ? {} : { scenario }),
    ...(duration === undefined ? {} : { durationSeconds: parseDuration(duration) }),
  }
}

/** The design whose scenario of this name has these faults, too. */
function withFaults(design: Design, name: string, faults: Fault[]): Design {
  const scenario = design.scenarios?.[name] ?? steadyScenario
  return { ...design, scenarios: { ...design.scenarios, [name]: { ...scenario, faults: [...(scenario.faults ?? []), ...faults] } } }
}

function parseDuration(text: string): number {
  const seconds = durationPattern.test(text) ? toSeconds(text) : Number.NaN
  if (seconds >= 1 && seconds <= longestSeconds) return seconds
  throw new Refusal('bad-input', `--duration ${text} is not a duration: write a number and a unit, from 1s to 24h, such as 30s or 10m.`)
}

// 7
function parseSeed(text: string | undefined): number {
  if (text === undefined) return 1
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (seed <= 0xffff_ffff) return seed
  throw new Refusal('bad-input', `--seed ${text} is not a seed: write a whole number from 0 to 4294967295.`)
}
