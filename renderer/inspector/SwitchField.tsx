import { tWord } from '../language/t.ts'
import { Field } from '../parts/Field.tsx'
import { errorAt, type FormFieldProps } from './form-props.ts'
import { useMixed } from './mixed.ts'

/** Yes or no. What the kind does when the field is absent is not written to the file. */
export function SwitchField({ field, value, problems, at, path, put }: FormFieldProps) {
  const isMixed = useMixed(path)
  const usual = field.absent === 'true'
  return (
    <Field label={tWord(field.title)} help={field.description} error={errorAt(problems, at)}>
      {(control) => (
        <input
          {...control}
          ref={(input) => {
            if (input) input.indeterminate = isMixed
          }}
          type="checkbox"
          className="switch"
          checked={!isMixed && typeof value === 'boolean' ? value : usual}
          onChange={(event) => put(path, event.target.checked === usual ? undefined : event.target.checked, field.title)}
        />
      )}
    </Field>
  )
}
