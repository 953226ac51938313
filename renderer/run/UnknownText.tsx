import { type Figure, toSpan, toText } from '../../app/run/figures.ts'
import { t } from '../language/t.ts'
import './UnknownText.css'

interface UnknownTextProps {
  /** What the run counted, too little to go by. */
  soFar: Figure
  /** Seconds of scenario that it takes. */
  needed: number
}

/** In place of a figure that the run was too short to know. */
export function UnknownText({ soFar, needed }: UnknownTextProps) {
  return (
    <span
      className="unknown"
      data-tip={t('{figure} so far, which may be chance: it takes about {time} of the scenario to know', {
        figure: toText(soFar),
        time: toSpan(needed),
      })}
    >
      {t('not known yet')}
    </span>
  )
}
