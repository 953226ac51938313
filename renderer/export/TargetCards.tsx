import { t, tWord } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import type { Target } from './preview.ts'

/** What a design can be exported to. */
export function TargetCards({ targets, onChoose }: { targets: Target[]; onChoose: (target: Target) => void }) {
  return (
    <ul className="targets">
      {targets.map((target) => (
        <li key={target.id}>
          <button type="button" className="export-target" onClick={() => onChoose(target)}>
            <span className="export-target-icon">
              <Icon name={target.icon} size={20} />
            </span>
            <span className="export-target-text">
              <span className="export-target-head">
                <strong>{tWord(target.label)}</strong>
                <span className="export-target-output">
                  <Icon name={target.output === 'folder' ? 'folder' : 'file'} size={12} />
                  {target.output === 'folder' ? t('a folder') : t('one file')}
                </span>
              </span>
              <span className="muted">{tWord(target.summary)}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
