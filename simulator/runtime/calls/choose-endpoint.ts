import type { ProgramCall } from '../../../app/run/program.ts'
import type { Random } from '../measure/random.ts'

/** The endpoint that one call asks for, by the shares; undefined where the design names none. */
export function chooseEndpoint({ endpoints }: Pick<ProgramCall, 'endpoints'>, random: Random): string | undefined {
  if (!endpoints) return undefined
  const chosen = Object.entries(endpoints).filter(([, share]) => share > 0)
  let left = random() * chosen.reduce((sum, [, share]) => sum + share, 0)
  for (const [name, share] of chosen) {
    left -= share
    if (left < 0) return name
  }
  return chosen.at(-1)?.[0]
}
