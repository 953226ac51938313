import { connectionId, type Design } from '../../app/design/design.ts'
import { targetName } from '../../app/faults/fault-words.ts'
import { type Fault, type FaultKind, faultKind, faultKinds, faultSchema } from '../../app/faults/faults.ts'
import { type FieldSpec, toFieldSpecs } from '../inspector/field-spec.ts'
import type { Path } from '../inspector/form-props.ts'
import { startingValue } from '../inspector/starting-value.ts'

/** A fault while it is being made: what the form holds. Each value in it was let through by its field. */
export type FaultDraft = { kind: FaultKind; target: string } & Record<string, unknown>

export interface Choice {
  id: string
  label: string
}

export const kindChoices: Choice[] = faultKinds.map(({ kind, label }) => ({ id: kind, label }))

/** What a kind of fault can strike in this design. */
export function targetsFor(kind: FaultKind, design: Design): Choice[] {
  const { strikes } = faultKind(kind)
  const named = (id: string): Choice => ({ id, label: targetName(id, design) })
  const components = Object.keys(design.components).map(named)
  const connections = (design.connections ?? []).map((connection) => named(connectionId(connection)))
  const groups = Object.keys(design.groups ?? {}).map(named)
  const around = strikes.includes('component')
    ? components
    : components.map(({ id, label }) => ({ id, label: `All connections of ${label}` }))
  return [
    ...(strikes.includes('component') ? around : []),
    ...(strikes.includes('connection') ? connections : []),
    ...(strikes.includes('component') ? [] : around),
    ...groups,
  ]
}

const timing = ['at', 'for', 'repeat']

/** The fields of a kind's form: its own first, then when it comes. The kind and the target are asked apart. */
export function fieldsFor(kind: FaultKind): FieldSpec[] {
  const file = faultKind(kind)
  const fields = toFieldSpecs(file.schema.shape).filter(({ key }) => key !== 'kind' && key !== 'target')
  const own = fields.filter(({ key }) => !timing.includes(key)).map((field) => ({ ...field, section: file.label }))
  const when = fields.filter(({ key }) => timing.includes(key)).map((field) => ({ ...field, section: 'When' }))
  return [...own, ...when]
}

/** A new fault: on what the person has selected, otherwise on something that is called. */
export function newDraft(design: Design, kind: FaultKind = 'kill', selected?: string, at = '10s'): FaultDraft {
  const called = (design.connections ?? []).at(-1)?.to ?? ''
  return withKind({ kind, target: selected ?? called, at, for: '10s' }, kind, design)
}

/** Another kind of fault: times stay, the target stays where the kind can strike it, the kind's own values begin anew. */
export function withKind(draft: FaultDraft, kind: FaultKind, design: Design): FaultDraft {
  const targets = targetsFor(kind, design)
  const target = targets.some((each) => each.id === draft.target) ? draft.target : (targets[0]?.id ?? '')
  const times = Object.fromEntries(timing.flatMap((key) => (draft[key] === undefined ? [] : [[key, draft[key]]])))
  const needed = fieldsFor(kind).filter(({ key, required }) => required && !timing.includes(key))
  return { kind, target, ...times, ...Object.fromEntries(needed.map((field) => [field.key, startingValue(field)])) }
}

/** The draft with a value at a path; undefined takes it away. */
export function putInto(draft: FaultDraft, path: Path, value: unknown): FaultDraft {
  const [key = '', ...rest] = path.map(String)
  const inner = rest.length === 0 ? value : { ...(draft[key] as Record<string, unknown>), [rest.join('.')]: value }
  const kept = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? withoutAbsent(inner) : inner
  return withoutAbsent({ ...draft, [key]: kept }) as FaultDraft
}

function withoutAbsent(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

/** The fault that the draft describes, or what is wrong with it. */
export function toFault(draft: FaultDraft): { fault: Fault } | { wrong: string } {
  const parsed = faultSchema.safeParse(draft)
  if (parsed.success) return { fault: parsed.data }
  const [issue] = parsed.error.issues
  return { wrong: `${issue?.path.join(' ') || 'The fault'} ${issue?.message ?? 'is not right'}.` }
}
