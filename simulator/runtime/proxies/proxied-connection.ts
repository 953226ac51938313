import { type ConnectionTrouble, noConnectionTrouble } from '../../../app/faults/effects.ts'
import type { Edge } from '../mesh/edge.ts'

/** What a person asks of a connection, in the words of the design's faults. */
export interface Fault {
  latencyMs?: number
  jitterMs?: number
  /** Share of requests that fail. */
  errors?: number
  partition?: boolean
}

/** One connection with what passed it since the start, and what is wrong with it on purpose. */
export class ProxiedConnection {
  readonly id: string
  readonly edge: Edge
  #done = 0
  #failed = 0
  #fault: Fault = {}

  constructor(id: string, edge: Edge) {
    this.id = id
    this.edge = edge
  }

  set fault(fault: Fault) {
    this.#fault = fault
    this.edge.trouble = toTrouble(fault)
  }

  /** What is said of it over HTTP. */
  take(): { requests: number; failed: number; fault: Fault } {
    const { done, failed } = this.edge.stats.take()
    this.#done += done
    this.#failed += failed
    return { requests: this.#done, failed: this.#failed, fault: this.#fault }
  }
}

function toTrouble({ latencyMs = 0, jitterMs = 0, errors = 0, partition = false }: Fault): ConnectionTrouble {
  return { ...noConnectionTrouble, addMs: latencyMs, jitterMs, errors, cutThere: partition, cutBack: partition }
}

/** The fault that this JSON asks for, or one sentence that says why it cannot be. */
export function parseFault(text: string): Fault | string {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return `The body is not JSON. ${example}`
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return `The body is not a JSON object. ${example}`
  for (const [field, value] of Object.entries(given)) {
    const check = Object.hasOwn(checks, field) ? checks[field as keyof Fault] : undefined
    if (!check) return `"${field}" is no fault: use ${Object.keys(checks).join(', ')}.`
    if (!check.holds(value)) return `"${field}" must be ${check.words}.`
  }
  return given
}

const example = 'Send, for example, {"latencyMs": 200}.'
const isDelay = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 3_600_000
const checks: Record<keyof Fault, { holds(value: unknown): boolean; words: string }> = {
  latencyMs: { holds: isDelay, words: 'milliseconds from 0 to 3600000' },
  jitterMs: { holds: isDelay, words: 'milliseconds from 0 to 3600000' },
  errors: { holds: (value) => typeof value === 'number' && value >= 0 && value <= 1, words: 'a share from 0 to 1' },
  partition: { holds: (value) => typeof value === 'boolean', words: 'true or false' },
}
