import { type ReactNode, useId } from 'react'
import './Field.css'

interface FieldProps {
  label: string
  /** Stands behind the value in the muted colour. */
  unit?: string | undefined
  /** One sentence, shown when the pointer rests on the label and read aloud with the field. */
  help?: string | undefined
  error?: string | undefined
  /** Label above the control instead of before it. */
  stacked?: boolean
  /** Draws the control; the props given join it to its label, help and error. */
  children: (control: ControlProps) => ReactNode
}

export interface ControlProps {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

/** A label with its control, unit, help and error. */
export function Field({ label, unit, help, error, stacked = false, children }: FieldProps) {
  const id = useId()
  const describedBy = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ')
  const control: ControlProps = {
    id,
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
  }
  return (
    <div className={`field ${stacked ? 'field-stacked' : ''} ${error ? 'field-wrong' : ''}`}>
      <label className="field-label" htmlFor={id} data-tip={help}>
        {label}
      </label>
      <div className="field-control">
        {children(control)}
        {unit && <span className="field-unit">{unit}</span>}
      </div>
      {help && (
        <span id={`${id}-help`} className="visually-hidden">
          {help}
        </span>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error selectable" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
