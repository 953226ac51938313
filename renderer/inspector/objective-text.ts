import type { Objective } from '../../app/design/design.ts'

/** An objective as a person says it: `checkout p99 below 400ms`. */
export function objectiveText({ journey, component, metric, below, above }: Objective): string {
  const bounds = [below !== undefined && `below ${below}`, above !== undefined && `above ${above}`].filter(Boolean).join(' and ')
  return [journey ?? component, metric === 'errorRate' ? 'errors' : metric, bounds].filter(Boolean).join(' ')
}
