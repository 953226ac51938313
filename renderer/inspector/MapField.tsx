import { useState } from 'react'
import { toShareText } from '../../app/run/figures.ts'
import { t, tWord } from '../language/t.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { fromEntryText, toEntryText } from './entry-text.ts'
import { errorAt, type FormFieldProps } from './form-props.ts'
import { NewEntry } from './NewEntry.tsx'

interface MapFieldProps extends FormFieldProps {
  numeric: boolean
  /** The values are parts of a whole. */
  shares: boolean
}

/** Names with values: journeys and their shares, variables of a container. */
export function MapField({ field, value, numeric, shares, problems, at, path, put }: MapFieldProps) {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value as Record<string, unknown>) : []
  const [error, setError] = useState<string>()
  const whole = entries.reduce((sum, [, part]) => sum + (typeof part === 'number' ? part : 0), 0)
  const keep = (name: string, text: string) => {
    const read = fromEntryText(text, numeric)
    const wanted = read === undefined ? undefined : { ...Object.fromEntries(entries), [name]: read }
    const checked = wanted && field.schema.safeParse(wanted)
    if (!wanted || !checked?.success) {
      setError(
        numeric && read === undefined
          ? `${name} needs a number.`
          : `${name} ${checked?.error?.issues[0]?.message ?? 'cannot be used here'}.`,
      )
      return
    }
    setError(undefined)
    put([...path, name], read, `${field.title} ${name}`)
  }
  const remove = (name: string) => put(entries.length === 1 ? path : [...path, name], undefined, `${field.title} ${name}`)
  return (
    <div className="map">
      <span className="field-label" data-tip={field.description}>
        {tWord(field.title)}
      </span>
      {entries.map(([name, part]) => (
        <div key={name} className="map-row">
          <span className="map-name" data-tip={name}>
            {name}
          </span>
          <EntryInput name={name} text={toEntryText(part)} onKeep={(text) => keep(name, text)} />
          {shares && typeof part === 'number' && whole > 0 && <span className="map-share muted">{toShareText(part / whole)}</span>}
          <IconButton icon="x" size={13} label={t('Remove {what}', { what: name })} onClick={() => remove(name)} />
        </div>
      ))}
      <NewEntry title={tWord(field.title)} onAdd={(name) => keep(name, numeric ? '1' : '')} />
      {(error ?? errorAt(problems, at, true)) && (
        <p className="field-error" role="alert">
          {error ?? errorAt(problems, at, true)}
        </p>
      )}
    </div>
  )
}

function EntryInput({ name, text, onKeep }: { name: string; text: string; onKeep: (text: string) => void }) {
  return (
    <input
      key={text}
      className="input"
      aria-label={name}
      defaultValue={text}
      spellCheck={false}
      onBlur={(event) => event.target.value !== text && onKeep(event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}
