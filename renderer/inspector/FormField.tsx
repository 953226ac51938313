import { ChoiceField } from './ChoiceField.tsx'
import type { FormFieldProps } from './form-props.ts'
import { GroupField } from './GroupField.tsx'
import { GroupsField } from './GroupsField.tsx'
import { MapField } from './MapField.tsx'
import { PerJourneyField } from './PerJourneyField.tsx'
import { SwitchField } from './SwitchField.tsx'
import { TextField } from './TextField.tsx'

/** The control that a field's type asks for. */
export function FormField(props: FormFieldProps) {
  switch (props.field.control.type) {
    case 'group':
      return <GroupField {...props} fields={props.field.control.fields} Field={FormField} />
    case 'switch':
      return <SwitchField {...props} />
    case 'choice':
      return <ChoiceField {...props} options={props.field.control.options} />
    case 'map':
      return <MapField {...props} numeric={props.field.control.value === 'number'} shares={false} />
    case 'groups':
      return <GroupsField {...props} fields={props.field.control.fields} Field={FormField} />
    case 'shares':
      return <MapField {...props} numeric shares />
    case 'per-journey':
      return <PerJourneyField {...props} numeric={props.field.control.value === 'number'} />
    case 'timing':
      return typeof props.value === 'object' ? (
        <GroupField {...props} fields={props.field.control.fields} Field={FormField} />
      ) : (
        <TextField {...props} />
      )
    default:
      return <TextField {...props} />
  }
}
