import type { Problem } from '../../app/design/problem.ts'
import { ChoiceField } from './ChoiceField.tsx'
import type { Path, Put } from './Form.tsx'
import type { FieldSpec } from './field-spec.ts'
import { GroupField } from './GroupField.tsx'
import { MapField } from './MapField.tsx'
import { PerJourneyField } from './PerJourneyField.tsx'
import { SwitchField } from './SwitchField.tsx'
import { TextField } from './TextField.tsx'

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

/** The control that a field's type asks for. */
export function FormField(props: FormFieldProps) {
  switch (props.field.control.type) {
    case 'group':
      return <GroupField {...props} fields={props.field.control.fields} />
    case 'switch':
      return <SwitchField {...props} />
    case 'choice':
      return <ChoiceField {...props} options={props.field.control.options} />
    case 'map':
      return <MapField {...props} numeric={props.field.control.value === 'number'} shares={false} />
    case 'shares':
      return <MapField {...props} numeric shares />
    case 'per-journey':
      return <PerJourneyField {...props} numeric={props.field.control.value === 'number'} />
    case 'timing':
      return typeof props.value === 'object' ? <GroupField {...props} fields={props.field.control.fields} /> : <TextField {...props} />
    default:
      return <TextField {...props} />
  }
}

/** What is wrong with the value at exactly this place, or below it when `below`. */
export function errorAt(problems: Problem[], at: Path, below = false): string | undefined {
  const found = problems.find(
    ({ path }) => (below ? path.length >= at.length : path.length === at.length) && at.every((step, index) => path[index] === step),
  )
  return found && [found.message, found.remedy].filter(Boolean).join(' ')
}
