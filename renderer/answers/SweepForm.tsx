import { useState } from 'react'
import { type Parameter, trafficScale } from '../../app/analysis/parameters.ts'
import { targetName } from '../../app/faults/fault-words.ts'
import { t } from '../language/t.ts'
import { useDesignStore } from '../state/design-store.ts'
import { parameterFigure, parameterWords } from './parameter-words.ts'
import { chooseParameter, chooseRange } from './sweep-store.ts'
import type { SweepRange } from './sweep-values.ts'

interface SweepFormProps {
  parameters: Parameter[]
  parameter: Parameter
  range: SweepRange
  problem: string | undefined
}

/** Which parameter is turned, from where to where, in how many steps. */
export function SweepForm({ parameters, parameter, range, problem }: SweepFormProps) {
  const unit = parameter.kind === 'duration' ? 'ms' : undefined
  return (
    <div className="sweep-form">
      <label className="sweep-field">
        {t('Parameter')}
        <select className="input" value={parameter.path} onChange={(event) => chooseParameter(event.target.value)}>
          <Options parameters={parameters} />
        </select>
      </label>
      <div className="sweep-range" key={parameter.path}>
        <NumberField label={t('From')} unit={unit} value={range.from} onChange={(from) => chooseRange({ ...range, from })} />
        <NumberField label={t('To')} unit={unit} value={range.to} onChange={(to) => chooseRange({ ...range, to })} />
        <NumberField label={t('Steps')} value={range.steps} onChange={(steps) => chooseRange({ ...range, steps })} />
      </div>
      {problem ? (
        <p className="field-error" role="alert">
          {problem}
        </p>
      ) : (
        <p className="muted">{asDesigned(parameter)}</p>
      )}
    </div>
  )
}

function asDesigned({ path, kind, value }: Parameter): string {
  return path === trafficScale
    ? t('1 is the traffic as the scenario has it.')
    : t('The design says {value}.', { value: parameterFigure(kind, value) })
}

function Options({ parameters }: { parameters: Parameter[] }) {
  const design = useDesignStore((state) => state.design)
  const groups = new Map<string | null, Parameter[]>()
  for (const parameter of parameters) {
    const { target } = parameterWords(parameter.path)
    groups.set(target, [...(groups.get(target) ?? []), parameter])
  }
  return [...groups].map(([target, members]) => (
    <optgroup key={target ?? ''} label={target === null ? t('Scenario') : targetName(target, design)}>
      {members.map(({ path }) => (
        <option key={path} value={path}>
          {target === null ? t('All traffic, as a factor') : `${targetName(target, design)} ${parameterWords(path).what}`}
        </option>
      ))}
    </optgroup>
  ))
}

interface NumberFieldProps {
  label: string
  unit?: string | undefined
  value: number
  onChange: (value: number) => void
}

/** Keeps what is typed, such as `0.` on the way to `0.5`. */
function NumberField({ label, unit, value, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState(String(value))
  return (
    <label className="sweep-field">
      {label}
      {unit && <span className="muted"> {unit}</span>}
      <input
        className="input"
        inputMode="decimal"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          onChange(event.target.value.trim() === '' ? Number.NaN : Number(event.target.value))
        }}
      />
    </label>
  )
}
