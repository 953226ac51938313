import type { Design } from '../design/design.ts'
import type { Result } from '../run/result.ts'
import { type Finding, type Help, type Seen, toSeen } from './limits/limit.ts'
import { limits } from './limits/limits.ts'

export interface Bottleneck {
  /** Which of the limits it is: `pool`, `rate-limit`. */
  limit: string
  component: string
  connection?: string
  /** What limits the system and why, with its number. */
  sentence: string
  /** What to do about it. */
  remedy: string
  /** What it costs: requests are lost, delayed, or messages wait in the queue of a broker. */
  cost: { of: 'errors' | 'delay' } | { of: 'backlog'; component: string }
  /** The number that would help, as far as the result tells; a prediction has to prove it. */
  help?: Help
}

/** Busier than this, waiting grows fast (at one worker it is as long as 2.3 services; Kingman's formula). */
const busy = 0.7
/** A larger share of all requests lost than this is a finding of its own. */
const manyLost = 0.01

/**
 * The limit that costs most: first what grows without end, then what loses and delays requests, then what is at its limit for
 * a while. Where it is occupied by another one that is at its own limit, that one is the cause. `within`: only these components
 * and what starts at them. null: nothing is near a limit.
 */
export function findBottleneck(design: Design, result: Result, within?: ReadonlySet<string>): Bottleneck | null {
  const seen = toSeen(design, result)
  const found = findingsOf(seen, within).filter((finding) => binds(finding, seen))
  const [worst] = found.sort((a, b) => weight(b, seen) - weight(a, seen))
  return worst === undefined ? null : toBottleneck(follow(worst, found, seen, []), worst, seen)
}

/** Every limit there is, however far away. */
export function findingsOf(seen: Seen, within?: ReadonlySet<string>): Finding[] {
  const all = limits.flatMap((limit) => limit.find(seen))
  return within === undefined ? all : all.filter(({ component }) => within.has(component))
}

export function binds(finding: Finding, seen: Seen): boolean {
  return finding.growing || lostShare(finding, seen) >= manyLost || finding.utilisation > busy
}

/** How much it costs: more than one where something grows, else the share of requests it loses, twice, and the share that waits. */
function weight(finding: Finding, seen: Seen): number {
  const waits = seen.inSystem > 0 ? Math.min(1, finding.waiting / seen.inSystem) : 0
  const cost = 2 * lostShare(finding, seen) + waits + finding.utilisation / 100
  return finding.peak ? cost / 100 : cost + (finding.growing ? 4 : 0)
}

function lostShare({ lost }: Finding, { offered }: Seen): number {
  return offered > 0 ? Math.min(1, lost / offered) : 0
}

/** From a limit that is occupied to the one that occupies it, as far as requests wait there. */
function follow(finding: Finding, all: Finding[], seen: Seen, path: Finding[]): Finding {
  const places = finding.heldBy
  const [cause] = all
    .filter((other) => other !== finding && !path.includes(other) && other.peak === finding.peak && holdsUp(other))
    .filter((other) => places.includes(other.connection ?? other.component))
    .sort((a, b) => weight(b, seen) - weight(a, seen))
  return cause === undefined ? finding : follow(cause, all, seen, [...path, finding])
}

/** Somebody waits there: it is not merely well used, nor does it only fail, which is soon over. */
function holdsUp({ growing, waiting, utilisation }: Finding): boolean {
  return growing || waiting > 0.2 || utilisation > 0.95
}

function toBottleneck({ limit, component, connection, sentence, remedy, help }: Finding, worst: Finding, seen: Seen): Bottleneck {
  return {
    limit,
    component,
    ...(connection === undefined ? {} : { connection }),
    sentence,
    remedy,
    cost: costOf(worst, seen),
    ...(help === undefined ? {} : { help }),
  }
}

function costOf(worst: Finding, seen: Seen): Bottleneck['cost'] {
  if (lostShare(worst, seen) >= manyLost) return { of: 'errors' }
  return worst.backlogOf === undefined ? { of: 'delay' } : { of: 'backlog', component: worst.backlogOf }
}
