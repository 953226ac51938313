import { t, tCount } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { Shortcut } from '../parts/Shortcut.tsx'
import { useDesignStore } from '../state/design-store.ts'
import { present, toggleFocus, useFocus } from './focus-store.ts'
import { nameOf } from './to-flow.ts'

/** Says that only a part of the drawing is shown plainly, and ends that. */
export function FocusChip() {
  const ids = useFocus()
  const design = useDesignStore((state) => state.design)
  const [first, ...others] = present(design, ids)
  if (first === undefined) return null
  return (
    <div className="focus-chip">
      <button type="button" onClick={toggleFocus} aria-label={t('Show the whole drawing again')}>
        <Icon name="focus" size={14} />
        {others.length === 0 ? nameOf(design, first) : tCount(others.length + 1, '{count} component', '{count} components')}
        <span className="muted">{t('and what is connected through')}</span>
        <Shortcut keys="Escape" framed />
      </button>
    </div>
  )
}
