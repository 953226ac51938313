import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'

interface FileOrderProps {
  files: string[]
  /** Read for their variables, though nobody named them. */
  variableFiles: string[]
  adding: boolean
  onChange: (files: string[]) => void
  onAdd: () => void
}

/** The files of an import in the order in which they are merged: a later one overrides those before it. */
export function FileOrder({ files, variableFiles, adding, onChange, onAdd }: FileOrderProps) {
  const move = (index: number, step: number) => {
    const [file] = files.slice(index, index + 1)
    if (file !== undefined) onChange(files.toSpliced(index, 1).toSpliced(index + step, 0, file))
  }
  return (
    <section className="import-files" aria-label={t('Compose files')}>
      <ol>
        {files.map((file, index) => (
          <li key={file} className="import-file">
            <span className="import-file-number muted">{index + 1}</span>
            <Icon name="file" size={14} />
            <span className="import-file-path selectable" data-tip={file}>
              <strong>{file.slice(folderLength(file))}</strong> <span className="muted">{file.slice(0, folderLength(file))}</span>
            </span>
            {files.length > 1 && (
              <>
                <IconButton
                  icon="arrow-up"
                  size={14}
                  label={t('Merge {file} earlier', { file: file.slice(folderLength(file)) })}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                />
                <IconButton
                  icon="arrow-down"
                  size={14}
                  label={t('Merge {file} later', { file: file.slice(folderLength(file)) })}
                  disabled={index === files.length - 1}
                  onClick={() => move(index, 1)}
                />
              </>
            )}
            <IconButton
              icon="x"
              size={14}
              label={t('Leave {file} out', { file: file.slice(folderLength(file)) })}
              onClick={() => onChange(files.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ol>
      <div className="import-files-foot">
        <Button icon="plus" onClick={onAdd} disabled={adding}>
          {files.length === 0 ? t('Choose Compose files…') : t('Add a file…')}
        </Button>
        <span className="muted">
          {files.length > 1
            ? t('A later file overrides those before it, as with docker compose.')
            : t('Files that it includes or extends are read too.')}
          {variableFiles.length > 0 &&
            ` ${t('Variables come from {files}.', { files: variableFiles.map((file) => file.slice(folderLength(file))).join(', ') })}`}
        </span>
      </div>
    </section>
  )
}

// /srv/shop/compose.yaml -> 10
function folderLength(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1
}
