import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { FolderField } from './FolderField.tsx'
import type { Target } from './preview.ts'

interface PlaceFieldProps {
  target: Target
  native: boolean
  /** A folder, or a file where the target is one; null: none chosen yet. */
  place: string | null
  /** What the file is called where the target is one. */
  name: string
  onChange: (place: string) => void
  onChoose: () => void
}

/** Where the export goes: chosen in the system's dialog, or typed where there is none. */
export function PlaceField({ target, native, place, name, onChange, onChoose }: PlaceFieldProps) {
  const isFile = target.output === 'file'
  if (!native) {
    return (
      <FolderField
        label={isFile ? t('Folder or file') : t('Folder')}
        help={isFile ? t('In a folder it is called {name}.', { name }) : t('Made if it is not there yet.')}
        folder={place ?? ''}
        onChange={onChange}
      />
    )
  }
  return (
    <div className="export-place">
      <Icon name={isFile ? 'file' : 'folder'} />
      <span className={place === null ? 'export-place-path muted' : 'export-place-path mono selectable'} data-tip={place ?? undefined}>
        {place ??
          (isFile
            ? t('No file chosen yet: choose one to see what would change.')
            : t('No folder chosen yet: choose one to see what would change.'))}
      </span>
      {place !== null && <Button onClick={onChoose}>{isFile ? t('Choose another file…') : t('Choose another folder…')}</Button>}
    </div>
  )
}
