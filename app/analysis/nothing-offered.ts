import type { Design } from '../design/design.ts'
import type { Fix } from '../design/fix.ts'
import { designHasTraffic } from '../rules/design-has-traffic.ts'
import type { Finding } from '../rules/rule.ts'
import { scenarioHasTraffic } from '../rules/scenario-has-traffic.ts'
import { trafficGoesSomewhere } from '../rules/traffic-goes-somewhere.ts'
import type { Result } from '../run/result.ts'

export interface NothingOffered {
  /** That nothing happened, and why. */
  sentence: string
  remedy: string
  /** What would let something happen, where one change does. */
  fix?: Fix
}

/** Why no request came in a run; null where some did. Figures of zero say nothing of how near a limit is. */
export function findNothingOffered(design: Design, result: Result): NothingOffered | null {
  if (Object.values(result.journeys).some(({ offered }) => offered > 0)) return null
  const [missing] = causes(design)
  return {
    sentence: `Nothing was asked of this design, so there is nothing to say of its limits. ${missing?.message ?? 'No request came in this run.'}`,
    remedy: missing?.remedy ?? 'Predict a longer time, or let more traffic come.',
    ...(missing?.fix ? { fix: missing.fix } : {}),
  }
}

function causes(design: Design): Finding[] {
  return [designHasTraffic, trafficGoesSomewhere, scenarioHasTraffic].flatMap((rule) => rule.check(design))
}
