import type { Problem } from '../../app/design/problem.ts'
import type { FieldSpec } from './field-spec.ts'

export type Path = (string | number)[]
/** Keeps a value at a path below what the form is about; undefined takes it away. */
export type Put = (path: Path, value: unknown, title: string) => void

/** What the control of one field is given. */
export interface FormFieldProps {
  field: FieldSpec
  value: unknown
  problems: Problem[]
  /** Where the value stands in the document, to find its problems. */
  at: Path
  /** Where it stands below what the form is about, to keep it. */
  path: Path
  put: Put
}

/** What is wrong with the value at exactly this place, or below it when `below`. */
export function errorAt(problems: Problem[], at: Path, below = false): string | undefined {
  const found = problems.find(
    ({ path, severity }) =>
      severity !== 'advice' &&
      (below ? path.length >= at.length : path.length === at.length) &&
      at.every((step, index) => path[index] === step),
  )
  return found && [found.message, found.remedy].filter(Boolean).join(' ')
}
