import { wordsOf } from '../../../secrets/secret-name.ts'
import type { Address } from './addresses.ts'

// /hc, /healthz, /actuator/health, /api/v1/health/ready
const healthPath =
  /^[^\s?#"',;]*\/(?:hc|health|healthz|health-?checks?|livez|readyz|liveness|readiness)(?:\/(?:live|liveness|ready|readiness))?\/?(?=$|[\s?#"',;])/i

/** Whether an address in a variable is only asked whether who is there is well, which is no part of any request. */
export function asksForHealth(name: string, value: string, { form, index }: Address): boolean {
  const words = wordsOf(name)
  if (words.at(-1) === 'hc' || words.some((word, at) => /^healthchecks?(?:ui)?$/.test(word) || isHealthCheck(word, words[at + 1])))
    return true
  return form === 'url' && healthPath.test(value.slice(index).replace(/^[^/]*\/\/[^/\s]*/, ''))
}

const isHealthCheck = (word: string, next: string | undefined) => word === 'health' && /^checks?$/.test(next ?? '')
