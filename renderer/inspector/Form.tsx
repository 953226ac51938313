import { useContext, useState } from 'react'
import type { Problem } from '../../app/design/problem.ts'
import { tWord } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { FormField } from './FormField.tsx'
import { type FieldSpec, toSections } from './field-spec.ts'
import type { Path, Put } from './form-props.ts'
import { MixedFields } from './mixed.ts'

export interface FormProps {
  fields: FieldSpec[]
  /** What the form is about. */
  values: Record<string, unknown>
  /** Problems whose path begins where the form's values stand. */
  problems: Problem[]
  /** Where the values stand in the document. */
  at: Path
  put: Put
}

/** So many sections are open whatever they hold: what everybody sets first. */
const alwaysOpen = 2

/** A form made from a schema, under its sections. Each change is kept when its field is left, as one undo step. */
export function Form({ fields, ...form }: FormProps) {
  return toSections(fields).map(({ section, fields: members }, index) => (
    <Section key={section} {...form} section={section} fields={members} first={index < alwaysOpen} />
  ))
}

/** Further sections are closed while nothing in them is set, until a person opens them. */
function Section({ section, fields, values, problems, at, put, first }: FormProps & { section: string; first: boolean }) {
  const [chosen, setChosen] = useState<boolean>()
  const mixed = useContext(MixedFields)
  const open = chosen ?? (first || fields.some(({ key }) => values[key] !== undefined || mixed.has(key)))
  return (
    <section className="form-section" aria-label={tWord(section)}>
      <h3>
        <button type="button" className="form-section-head" aria-expanded={open} onClick={() => setChosen(!open)}>
          {tWord(section)}
          <Icon name={open ? 'chevron-down' : 'chevron-right'} size={13} />
        </button>
      </h3>
      {open &&
        fields.map((field) => (
          <FormField
            key={field.key}
            field={field}
            value={values[field.key]}
            problems={problems}
            at={[...at, field.key]}
            path={[field.key]}
            put={put}
          />
        ))}
    </section>
  )
}
