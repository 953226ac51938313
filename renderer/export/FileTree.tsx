import { t } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import type { PreviewFile } from './preview.ts'
import { toTreeRows } from './tree-rows.ts'

const words = {
  new: 'new',
  same: 'the same',
  changed: 'changed',
  edited: 'edited by you',
  stale: 'removed',
} as const satisfies Record<PreviewFile['state'], string>

interface FileTreeProps {
  files: PreviewFile[]
  chosen: PreviewFile | undefined
  replace: ReadonlySet<string>
  /** Whether what is on the disk is known yet. */
  compared: boolean
  onChoose: (path: string) => void
  onReplace: (path: string, replaced: boolean) => void
}

/** The files of an export in their folders, each with how it stands to what is on the disk. */
export function FileTree({ files, chosen, replace, compared, onChoose, onReplace }: FileTreeProps) {
  return (
    <ul className="tree" aria-label={t('Files')}>
      {toTreeRows(files).map((row) => {
        const style = { paddingLeft: 8 + row.depth * 14 }
        if ('folder' in row) {
          return (
            <li key={row.folder} className="tree-folder muted" style={style}>
              <Icon name="folder" size={13} /> {row.name}
            </li>
          )
        }
        const { path, state, secret } = row.file
        return (
          <li key={path} className={`tree-file tree-${state}`}>
            <button
              type="button"
              className="tree-name"
              style={style}
              aria-current={row.file === chosen}
              data-tip={path}
              onClick={() => onChoose(path)}
            >
              <Icon name={secret ? 'lock' : 'file'} size={13} />
              <span>{row.name}</span>
              {compared && <span className="tree-state">{t(words[state])}</span>}
            </button>
            {state === 'edited' && (
              <label className="tree-replace" data-tip={t('Your edits stay unless you tick this')}>
                <input
                  type="checkbox"
                  className="check"
                  aria-label={t('Replace {file}', { file: path })}
                  checked={replace.has(path)}
                  onChange={(event) => onReplace(path, event.target.checked)}
                />
                {t('replace')}
              </label>
            )}
          </li>
        )
      })}
    </ul>
  )
}
