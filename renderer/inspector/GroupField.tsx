import type { ComponentType } from 'react'
import { t, tWord } from '../language/t.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { DensityCurve } from './DensityCurve.tsx'
import type { FieldSpec } from './field-spec.ts'
import { errorAt, type FormFieldProps } from './form-props.ts'
import { mixedText, useMixed } from './mixed.ts'
import { startingValue } from './starting-value.ts'

export interface GroupFieldProps extends FormFieldProps {
  fields: FieldSpec[]
  /** Draws a field within: a group may hold any field, so that whoever draws fields hands itself in. */
  Field: ComponentType<FormFieldProps>
}

/** Fields that belong together: set as a whole, or left to what the kind does. */
export function GroupField({ field, value, fields, problems, at, path, put, Field }: GroupFieldProps) {
  const isMixed = useMixed(path)
  const values = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  if (!values) {
    return (
      <div className="field group-absent">
        <span className="field-label" data-tip={field.description}>
          {tWord(field.title)}
        </span>
        <button type="button" className="group-set" onClick={() => put(path, startingValue(field), field.title)}>
          <span className="muted">{isMixed ? tWord(mixedText) : (field.absent ?? t('none'))}</span>
          <span className="group-set-word">{t('Set')}</span>
        </button>
      </div>
    )
  }
  const error = errorAt(problems, at)
  const shown = fields.filter(({ key }) => isWanted(key, fields, values))
  return (
    <fieldset className="group">
      <legend className="group-legend" data-tip={field.description}>
        {tWord(field.title)}
      </legend>
      {!field.required && (
        <IconButton
          icon="x"
          size={13}
          label={t('Remove {what}', { what: tWord(field.title) })}
          className="group-remove"
          onClick={() => put(path, undefined, field.title)}
        />
      )}
      {shown.map((inner) => (
        <Field
          key={inner.key}
          field={inner}
          value={values[inner.key]}
          problems={problems}
          at={[...at, inner.key]}
          path={[...path, inner.key]}
          put={put}
        />
      ))}
      <Curve values={values} fields={fields} />
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}

/** Of a work time's fields, those that its distribution uses: a variation for lognormal and gamma, samples for empirical. */
function isWanted(key: string, fields: FieldSpec[], values: Record<string, unknown>): boolean {
  if (!hasDistribution(fields) || values[key] !== undefined) return true
  if (key === 'cv') return values.distribution === 'lognormal' || values.distribution === 'gamma'
  return key !== 'samples' || values.distribution === 'empirical'
}

function Curve({ values, fields }: { values: Record<string, unknown>; fields: FieldSpec[] }) {
  if (!hasDistribution(fields)) return null
  const distribution = typeof values.distribution === 'string' ? values.distribution : 'exponential'
  return <DensityCurve distribution={distribution} cv={typeof values.cv === 'number' ? values.cv : 1} />
}

function hasDistribution(fields: FieldSpec[]): boolean {
  return fields.some(({ key }) => key === 'distribution') && fields.some(({ key }) => key === 'time')
}
