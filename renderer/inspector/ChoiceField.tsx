import { t, tWord } from '../language/t.ts'
import { Field } from '../parts/Field.tsx'
import { errorAt, type FormFieldProps } from './form-props.ts'
import { mixedText, useMixed } from './mixed.ts'

/** One of a few words. The first entry of an optional choice leaves it to what the kind does. */
export function ChoiceField({ field, value, options, problems, at, path, put }: FormFieldProps & { options: string[] }) {
  const isMixed = useMixed(path)
  const chosen = typeof value === 'string' ? value : ''
  return (
    <Field label={tWord(field.title)} help={field.description} error={errorAt(problems, at)}>
      {(control) => (
        <select {...control} className="input" value={chosen} onChange={(event) => put(path, event.target.value || undefined, field.title)}>
          {!field.required && field.absent === undefined && !isMixed && <option value="">{t('not set')}</option>}
          {chosen === '' && (isMixed || field.absent !== undefined) && (
            <option value="" hidden>
              {isMixed ? tWord(mixedText) : field.absent}
            </option>
          )}
          {options.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
