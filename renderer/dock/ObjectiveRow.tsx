import { useEffect, useState } from 'react'
import type { Design, Objective } from '../../app/design/design.ts'
import { journeysOf } from '../../app/run/journeys.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { boundText, metricWords, readBound, usualObjective } from './objective-bound.ts'

interface ObjectiveRowProps {
  design: Design
  objective: Objective
  number: number
  onChange: (objective: Objective | undefined) => void
}

/** One objective, each part of its sentence a control: who, what of it, which way, and the bound. */
export function ObjectiveRow({ design, objective, number, onChange }: ObjectiveRowProps) {
  const { metric, journey, component, below, above } = objective
  const side = above !== undefined ? 'above' : 'below'
  const about = component !== undefined ? `component ${component}` : journey !== undefined ? `journey ${journey}` : ''
  const named = (label: string) => `${label} of objective ${number}`
  const bounded = (bound: string | number, to: string): Objective => {
    const { below: _, above: __, ...rest } = objective
    return { ...rest, [to]: bound }
  }
  return (
    <li className="objective-row">
      <select
        className="input"
        aria-label={named('Subject')}
        value={about}
        onChange={(event) => onChange(aboutAnother(objective, event.target.value))}
      >
        <option value="">all requests</option>
        {[...new Set([...journeysOf(design), ...(journey === undefined ? [] : [journey])])].map((id) => (
          <option key={id} value={`journey ${id}`}>
            {id}
          </option>
        ))}
        {Object.entries(design.components).map(([id, { name }]) => (
          <option key={id} value={`component ${id}`}>
            {name ?? id}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label={named('Metric')}
        value={metric}
        onChange={(event) => {
          const { journey: ofJourney, component: ofComponent } = objective
          const subject = {
            ...(ofJourney === undefined ? {} : { journey: ofJourney }),
            ...(ofComponent === undefined ? {} : { component: ofComponent }),
          }
          onChange(usualObjective(event.target.value as Objective['metric'], subject))
        }}
      >
        {Object.entries(metricWords).map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label={named('Side')}
        value={side}
        onChange={(event) => onChange(bounded(below ?? above ?? 0, event.target.value))}
      >
        <option value="below">below</option>
        <option value="above">above</option>
      </select>
      <BoundField
        label={named('Bound')}
        metric={metric}
        bound={side === 'above' ? above : below}
        onKeep={(bound) => onChange(bounded(bound, side))}
      />
      <IconButton icon="x" size={14} label={`Remove objective ${number}`} onClick={() => onChange(undefined)} />
    </li>
  )
}

interface BoundFieldProps {
  label: string
  metric: Objective['metric']
  bound: string | number | undefined
  onKeep: (bound: string | number) => void
}

function BoundField({ label, metric, bound, onKeep }: BoundFieldProps) {
  const kept = boundText(metric, bound)
  const [typed, setTyped] = useState(kept)
  const [error, setError] = useState<string>()
  useEffect(() => {
    setTyped(kept)
    setError(undefined)
  }, [kept])
  const keep = () => {
    if (typed === kept) return setError(undefined)
    const read = readBound(metric, typed)
    if ('error' in read) setError(read.error)
    else onKeep(read.value)
  }
  return (
    <span className="objective-bound">
      <input
        className="input"
        aria-label={label}
        aria-invalid={error ? true : undefined}
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
        }}
      />
      {error && (
        <span className="field-error" role="alert">
          {error}
        </span>
      )}
    </span>
  )
}

// journey checkout, component db
function aboutAnother({ journey: _, component: __, ...rest }: Objective, about: string): Objective {
  const [kind, ...id] = about.split(' ')
  return kind === '' || kind === undefined ? rest : { [kind]: id.join(' '), ...rest }
}
