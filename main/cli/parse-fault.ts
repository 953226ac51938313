import { Refusal } from '../../app/bridge/answer.ts'
import type { Design } from '../../app/design/design.ts'
import { type Fault, faultKinds, faultSchema } from '../../app/faults/faults.ts'
import { resolveFault } from '../../app/run/fault-target.ts'

/**
 * Reads a fault as it is written on the command line: `kill orders at=10s for=5s`, the kind, what it strikes, and the kind's fields as
 * a design has them; `repeat.every=30s` is a field within a field. Without `at` it begins at once. Throws a Refusal.
 */
export function parseFault(text: string): Fault {
  const [kind = '', target, ...rest] = text.trim().split(/\s+/)
  const file = faultKinds.find((one) => one.kind === kind)
  if (!file) throw refusal(text, `"${kind}" is no kind of fault. The kinds are: ${faultKinds.map((one) => one.kind).join(', ')}`)
  if (target === undefined || target.includes('=')) throw refusal(text, `say what it strikes, as in "${kind} orders for=10s"`)
  const draft: Record<string, unknown> = { at: '0s', kind, target }
  for (const word of rest) setField(draft, word, text)
  const parsed = faultSchema.safeParse(draft)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const names = Object.keys(file.schema.shape).filter((name) => name !== 'kind' && name !== 'target')
  if (issue?.code === 'unrecognized_keys') throw refusal(text, `it has no ${issue.keys.join(', ')}. It has: ${names.join(', ')}`)
  const field = issue?.path.join('.') ?? ''
  const absent = issue && field.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown>)?.[name], draft) === undefined
  throw refusal(text, absent ? `it needs ${field}: write ${field}=VALUE` : `${field} ${issue?.message ?? 'cannot be read'}`)
}

/** Refuses a fault that strikes nothing of this design. */
export function checkTarget(fault: Fault, design: Design): Fault {
  const { components, connections } = resolveFault(design, fault)
  if (components.length + connections.length > 0) return fault
  const strikes = faultKinds.find(({ kind }) => kind === fault.kind)?.strikes ?? []
  throw new Refusal(
    'not-found',
    `There is nothing called "${fault.target}" that a ${fault.kind} fault could strike: name a ${strikes.map((each) => (each === 'connection' ? 'connection a->b' : each)).join(', a ')} or a group.`,
  )
}

// replicas=2, rate=20%, add=100ms, repeat.every=30s
function setField(draft: Record<string, unknown>, word: string, text: string): void {
  const [, path = '', value = ''] = /^([a-zA-Z]+(?:\.[a-zA-Z]+)?)=(.+)$/.exec(word) ?? []
  if (path === '') throw refusal(text, `"${word}" is no field: write NAME=VALUE, such as for=10s`)
  const [name = '', inner] = path.split('.')
  if (inner === undefined) draft[name] = toValue(value)
  else draft[name] = { ...(draft[name] as object | undefined), [inner]: toValue(value) }
}

function toValue(text: string): unknown {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text)
  const [, percent] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? []
  if (percent !== undefined) return Number(percent) / 100
  return text === 'true' ? true : text === 'false' ? false : text
}

function refusal(text: string, why: string): Refusal {
  return new Refusal('bad-input', `The fault "${text}" cannot be read: ${why}.`)
}
