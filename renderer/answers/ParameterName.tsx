import { t } from '../language/t.ts'
import { ComponentLink } from './ComponentLink.tsx'
import { parameterWords } from './parameter-words.ts'

/** A parameter by whose it is, which a press selects, and what of it. */
export function ParameterName({ path }: { path: string }) {
  const { target, what } = parameterWords(path)
  return (
    <span className="parameter">
      {target === null ? <span>{t('All traffic')}</span> : <ComponentLink target={target} />}
      {target !== null && <span className="muted"> {what}</span>}
    </span>
  )
}
