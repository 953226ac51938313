import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { unitOf } from '../../app/run/figures.ts'
import { t, tWord } from '../language/t.ts'
import { Field } from '../parts/Field.tsx'
import { fromText, toText } from './field-text.ts'
import { errorAt, type FormFieldProps } from './form-props.ts'
import { mixedText, useMixed } from './mixed.ts'
import './Slider.css'
import { sliderRange } from './slider-range.ts'

/** A value that is typed: a number, a duration, a size, a share, a list or text. */
export function TextField({ field, value, problems, at, path, put }: FormFieldProps) {
  const kept = toText(field, value)
  const isMixed = useMixed(path)
  const [typed, setTyped] = useState(kept)
  const [error, setError] = useState<string>()
  const cancelled = useRef(false)
  // Undo and other views change the value from outside; what was typed here then gives way.
  useEffect(() => {
    setTyped(kept)
    setError(undefined)
  }, [kept])
  const keep = () => {
    if (typed === kept || cancelled.current) {
      cancelled.current = false
      setTyped(kept)
      return setError(undefined)
    }
    const read = fromText(field, typed)
    setError(read.ok ? undefined : read.error)
    if (read.ok && read.value !== value) put(path, read.value, field.title)
    if (read.ok) setTyped(toText(field, read.value))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const next = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    const moved = next === 0 ? undefined : stepped(typed || (isMixed ? '' : (field.absent ?? '')), field.control.type, next)
    if (event.key === 'Enter') {
      keep()
      // In a dialog's form Enter also confirms it.
      if (event.currentTarget.form) return
    } else if (event.key === 'Escape') {
      // A dialog's field that holds nothing of its own leaves the key to the dialog.
      if (event.currentTarget.form && typed === kept) return
      cancelled.current = true
      event.currentTarget.blur()
    } else if (moved !== undefined) setTyped(moved)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const unit = field.control.type === 'share' ? '%' : field.unit && tWord(unitOf(field.unit, Number(typed || field.absent)))
  const slider = isMixed ? undefined : sliderRange(field, typed, kept)
  return (
    <Field
      label={tWord(field.title)}
      unit={typed || (field.absent && !isMixed) ? unit : undefined}
      help={field.description}
      error={error ?? errorAt(problems, at, true)}
    >
      {(control) => (
        <>
          {slider && (
            <input
              type="range"
              className={`slider ${field.control.type === 'share' ? '' : 'slider-wide'}`}
              aria-label={t('Slider of {title}', { title: tWord(field.title) })}
              // Keys step the field beside it, so that a form has one stop for each value.
              tabIndex={-1}
              min={slider.min}
              max={slider.max}
              value={slider.at}
              style={{ '--filled': `${(100 * (slider.at - slider.min)) / (slider.max - slider.min)}%` } as CSSProperties}
              onChange={(event) => setTyped(event.target.value)}
              onPointerUp={keep}
              onBlur={keep}
            />
          )}
          <input
            {...control}
            className="input"
            inputMode={field.control.type === 'number' || field.control.type === 'share' ? 'decimal' : 'text'}
            spellCheck={false}
            value={typed}
            placeholder={isMixed ? tWord(mixedText) : placeholder(field)}
            style={unit ? { paddingRight: `${unit.length * 0.62 + 1.2}em` } : {}}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={keep}
            onKeyDown={onKeyDown}
          />
        </>
      )}
    </Field>
  )
}

function placeholder({ absent, control, required }: FormFieldProps['field']): string {
  if (absent === undefined) return required || control.type === 'text' ? '' : t('none')
  if (control.type === 'share') return toText({ control }, Number(absent))
  return toText({ control }, absent)
}

/** A number one step up or down, its unit kept; undefined where there is no number. */
function stepped(text: string, type: string, step: number): string | undefined {
  const match = /^(\d+(?:\.\d+)?)(\s*[a-zA-Z]*)$/.exec(text.trim())
  if (!match || type === 'text' || type === 'list' || type === 'numbers') return undefined
  return `${Math.max(0, Number((Number(match[1]) + step).toPrecision(12)))}${match[2]}`
}
