import type { Design } from '../../app/design/design.ts'
import { type Fault, type FaultKind, faultSchema } from '../../app/faults/faults.ts'
import { faultLook, targetName } from '../run/fault-kinds.ts'

/** The kinds a scenario's form offers: those that an engine can bring about. */
export const offeredKinds: FaultKind[] = ['kill', 'pause', 'restart', 'slow', 'errors', 'latency', 'loss', 'partition', 'scale']

/** What stands in the form: text in every field, as typed. */
export interface FaultForm {
  kind: FaultKind
  target: string
  at: string
  /** Empty: to the end. */
  lasts: string
  values: Record<string, string>
}

export interface Choice {
  id: string
  label: string
}

/** What a kind of fault can strike in this design. */
export function targetsFor(kind: FaultKind, design: Design): Choice[] {
  const named = (id: string): Choice => ({ id, label: targetName(id, design) })
  const components = Object.keys(design.components).map(named)
  const connections = (design.connections ?? []).map((connection) => named(`${connection.from}->${connection.to}`))
  const groups = Object.keys(design.groups ?? {}).map(named)
  return faultLook(kind).strikes === 'component' ? [...components, ...groups] : [...connections, ...groups]
}

/** A new fault: on what the person has selected, otherwise on something that is called. */
export function emptyForm(design: Design, kind: FaultKind = 'kill', selected?: string): FaultForm {
  const called = (design.connections ?? []).at(-1)?.to ?? ''
  return withKind({ kind, target: selected ?? called, at: '10s', lasts: '10s', values: {} }, kind, design)
}

/** Another kind of fault: the target stays where the kind can strike it, the values begin anew. */
export function withKind(form: FaultForm, kind: FaultKind, design: Design): FaultForm {
  const targets = targetsFor(kind, design)
  const target = targets.some((each) => each.id === form.target) ? form.target : (targets[0]?.id ?? '')
  const values = Object.fromEntries(faultLook(kind).fields.map((field) => [field.key, String(field.initial)]))
  return { ...form, kind, target, values }
}

export function toForm(fault: Fault): FaultForm {
  const { kind, target, at, for: lasts = '', ...values } = fault
  return { kind, target, at, lasts, values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)])) }
}

/** The fault that the form describes, or what is wrong by field (`at`, `for`, or the value's name). */
export function toFault(form: FaultForm): { fault: Fault } | { errors: Record<string, string> } {
  const fields = faultLook(form.kind).fields
  const values = Object.entries(form.values).filter(([, text]) => text.trim() !== '')
  const isText = (key: string, text: string) =>
    fields.find((field) => field.key === key)?.control === 'duration' || Number.isNaN(Number(text))
  const parsed = faultSchema.safeParse({
    at: form.at.trim(),
    ...(form.lasts.trim() === '' ? {} : { for: form.lasts.trim() }),
    kind: form.kind,
    target: form.target,
    ...Object.fromEntries(values.map(([key, text]) => [key, isText(key, text) ? text.trim() : Number(text)])),
  })
  if (parsed.success) return { fault: parsed.data }
  return { errors: Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0] ?? 'kind'), issue.message])) }
}
