import type { Consent } from '../../app/run/run-sheet.ts'
import { Sentence } from '../language/Sentence.tsx'
import { t } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { ComponentNames, Mark } from './RunSheetParts.tsx'

interface RunSheetConsentsProps {
  consents: Consent[]
  given: string[]
  isChanged: (consent: Consent) => boolean
  onChange: (given: string[]) => void
}

/** What nobody but the person may say yes to, each by itself: the boxes are empty whatever was said before. */
export function RunSheetConsents({ consents, given, isChanged, onChange }: RunSheetConsentsProps) {
  if (consents.length === 0) return null
  return (
    <fieldset className="run-sheet-consents">
      <legend>{t('Only you can accept this')}</legend>
      {consents.map((consent) => (
        <label key={consent.id} className="run-sheet-consent">
          <input
            type="checkbox"
            className="check"
            checked={given.includes(consent.id)}
            onChange={({ target }) => onChange(target.checked ? [...given, consent.id] : given.filter((id) => id !== consent.id))}
          />
          <span>
            <ConsentText consent={consent} />
            <Mark shown={isChanged(consent)} />
          </span>
          <Icon name={consent.kind === 'licence' ? 'scale' : 'folder-up'} />
        </label>
      ))}
    </fieldset>
  )
}

function ConsentText({ consent: { kind, what, components } }: { consent: Consent }) {
  const names = <ComponentNames ids={components} />
  if (kind === 'licence') return <Sentence message="I accept {what}, to start {names}." parts={{ what, names }} />
  return (
    <Sentence
      message="Docker may read the folder {folder}, which is outside of the design's own, to build {names}."
      parts={{ folder: <span className="mono run-sheet-path">{what}</span>, names }}
    />
  )
}
