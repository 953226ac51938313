import { useMemo } from 'react'
import { behaviourOf } from '../../app/catalogue/behaviour-of.ts'
import { t } from '../language/t.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { useDesignStore } from '../state/design-store.ts'
import type { FormFieldProps } from './form-props.ts'
import { MapField } from './MapField.tsx'
import { TextField } from './TextField.tsx'

/** One value for every journey, or one for each: the button changes between the two. */
export function PerJourneyField(props: FormFieldProps & { numeric: boolean }) {
  const { field, value, numeric, path, put } = props
  const journeys = useJourneys()
  if (typeof value === 'object' && value !== null) {
    return (
      <div className="per-journey">
        <MapField {...props} shares={false} />
        <IconButton
          icon="merge"
          size={14}
          label={t('One value for every journey')}
          className="per-journey-change"
          onClick={() => put(path, undefined, field.title)}
        />
      </div>
    )
  }
  const toEach = () => {
    const one = value ?? (numeric ? Number(field.absent ?? 1) : (field.absent ?? '/'))
    put(path, Object.fromEntries(journeys.map((journey) => [journey, one])), field.title)
  }
  const plain = { ...field, control: numeric ? { type: 'number' as const, whole: false, min: 0, max: 1000 } : { type: 'text' as const } }
  return (
    <div className="per-journey">
      <TextField {...props} field={plain} />
      <IconButton icon="split" size={14} label={t('A value for each journey')} className="per-journey-change" onClick={toEach} />
    </div>
  )
}

/** The journeys that the design's sources of traffic name. */
function useJourneys(): string[] {
  const components = useDesignStore((state) => state.design.components)
  return useMemo(() => {
    const behaviours = Object.values(components).map((component) => behaviourOf(component))
    return [...new Set(behaviours.flatMap((behaviour) => (behaviour?.model === 'source' ? Object.keys(behaviour.journeys) : [])))]
  }, [components])
}
