import { useMemo } from 'react'
import { setParameter } from '../../app/design/edit.ts'
import type { Problem } from '../../app/design/problem.ts'
import { t, tWord } from '../language/t.ts'
import { edit } from '../state/design-store.ts'
import { canBeMixed, pathKey, toCommonValues } from './common-values.ts'
import { Form } from './Form.tsx'
import type { FieldSpec } from './field-spec.ts'
import type { Put } from './form-props.ts'
import { MixedFields } from './mixed.ts'

interface SeveralFormProps {
  fields: FieldSpec[]
  all: Record<string, unknown>[]
  section: 'components' | 'connections'
  ids: string[]
  problems: Problem[]
  /** What the undo step calls them: `3 connections`. */
  called: string
}

const place = 'several'

/** One form for several things: what is set is set for all of them, as one undo step. */
export function SeveralForm({ fields, all, section, ids, problems, called }: SeveralFormProps) {
  const { values, mixed } = useMemo(() => toCommonValues(fields, all), [fields, all])
  const shown = fields.filter((field) => canBeMixed(field) || !mixed.has(pathKey([field.key])))
  const put: Put = (path, value, title) =>
    edit(t('{title} of {name}', { title: tWord(title), name: called }), (design) =>
      ids.reduce((before, id) => setParameter(before, [section, id, ...path], value), design),
    )
  const here = problems.map((problem) => ({ ...problem, path: [place, ...problem.path.slice(2)] }))
  return (
    <MixedFields value={mixed}>
      <Form fields={shown} values={values} problems={here} at={[place]} put={put} />
    </MixedFields>
  )
}
