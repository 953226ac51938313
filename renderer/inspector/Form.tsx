import type { Problem } from '../../app/design/problem.ts'
import { FormField } from './FormField.tsx'
import { type FieldSpec, toSections } from './field-spec.ts'

export type Path = (string | number)[]
/** Keeps a value at a path below what the form is about; undefined takes it away. */
export type Put = (path: Path, value: unknown, title: string) => void

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

/** A form made from a schema, under its sections. Each change is kept when its field is left, as one undo step. */
export function Form({ fields, values, problems, at, put }: FormProps) {
  return toSections(fields).map(({ section, fields: members }) => (
    <section key={section} className="form-section" aria-label={section}>
      <h3>{section}</h3>
      {members.map((field) => (
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
  ))
}
