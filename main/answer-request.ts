import type * as z from 'zod'
import { type Answer, Refusal } from '../app/bridge/answer.ts'
import { type Handlers, type RequestName, requests } from '../app/bridge/requests.ts'
import { RunFailure } from '../app/run/engine.ts'
import { logMistake } from './log/log.ts'

/**
 * The way of every request, whichever transport brought it: found by its own name, its input parsed, its outcome wrapped. A
 * mistake of ours is logged with its stack here, and told to the page in one sentence without it.
 */
export async function answerRequest(handlers: Handlers, name: unknown, input: unknown): Promise<Answer<unknown>> {
  if (typeof name !== 'string' || !Object.hasOwn(requests, name)) {
    return { ok: false, code: 'bad-input', message: `The program knows no request ${JSON.stringify(String(name)).slice(0, 80)}.` }
  }
  const known = name as RequestName
  try {
    const parsed = requests[known].input.safeParse(input)
    if (!parsed.success) return { ok: false, code: 'bad-input', message: `${known}: ${describe(parsed.error)}` }
    const handler = handlers[known] as (input: unknown) => Promise<unknown>
    return { ok: true, value: await handler(parsed.data) }
  } catch (error) {
    return toFailure(error, known)
  }
}

function describe(error: z.ZodError): string {
  const [first] = error.issues
  if (!first) return 'the input is not what was expected.'
  const place = first.path.join('.')
  return `${place ? `${place}: ` : ''}${first.message}.`
}

function toFailure(error: unknown, name: string): Answer<never> {
  if (error instanceof Refusal) {
    const details = error.details === undefined ? {} : { details: error.details }
    return { ok: false, code: error.code, message: error.message, ...details }
  }
  if (error instanceof RunFailure) {
    return { ok: false, code: 'docker', message: error.message, ...(error.component ? { details: { component: error.component } } : {}) }
  }
  logMistake(`${name} failed`, error)
  const reason = error instanceof Error ? error.message : String(error)
  return { ok: false, code: 'internal', message: `Microcosm made a mistake in ${name}: ${reason}` }
}
