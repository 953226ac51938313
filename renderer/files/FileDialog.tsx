import { useState } from 'react'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import type { FilePurpose } from '../state/shell-store.ts'
import { FolderBrowser, useFolder } from './FolderBrowser.tsx'

interface FileDialogProps {
  purpose: FilePurpose
  suggestedName: string
  /** Where to look first. */
  folder?: string | undefined
  answer: (path: string | null) => void
}

/** The page's own file dialog, where the system has none to show: folders and designs of the machine Microcosm runs on. */
export function FileDialog({ purpose, suggestedName, folder: start, answer }: FileDialogProps) {
  const folder = useFolder(start)
  const { listing } = folder
  const [name, setName] = useState(suggestedName)
  const isSave = purpose !== 'open'
  const fileName = withEnding(name.trim(), purpose)
  const exists = listing?.entries.some((entry) => entry.name === fileName) ?? false
  const save = () => {
    if (listing && name.trim()) answer(joinPath(listing.folder, fileName))
  }
  return (
    <Dialog
      title={t(titles[purpose])}
      onClose={() => answer(null)}
      width={560}
      edited={isSave && name !== suggestedName}
      footer={
        <>
          {isSave && (
            <input
              className="input"
              aria-label={t('File name')}
              value={name}
              onChange={(event) => setName(event.target.value)}
              onKeyDown={(event) => event.key === 'Enter' && !exists && save()}
            />
          )}
          <Button onClick={() => answer(null)}>{t('Cancel')}</Button>
          {isSave && (
            <Button variant={exists ? 'danger' : 'primary'} disabled={!listing || name.trim() === ''} onClick={save}>
              {exists ? t('Replace the file') : t('Save')}
            </Button>
          )}
        </>
      }
    >
      <FolderBrowser
        folder={folder}
        empty={t('This folder holds no designs and no folders.')}
        onFile={(path, fileName) => (isSave ? setName(fileName) : answer(path))}
      />
    </Dialog>
  )
}

const titles = {
  open: 'Open design',
  save: 'Save design',
  report: 'Save report',
  video: 'Save video',
  diagnostics: 'Save diagnostics',
} as const satisfies Record<FilePurpose, string>

// shop -> shop.microcosm.yaml
function withEnding(name: string, purpose: FilePurpose): string {
  if (purpose === 'report') return /\.html?$/i.test(name) ? name : `${name}.html`
  if (purpose === 'video') return /\.webm$/i.test(name) ? name : `${name}.webm`
  if (purpose === 'diagnostics') return /\.txt$/i.test(name) ? name : `${name}.txt`
  return /\.ya?ml$/.test(name) ? name : `${name}.microcosm.yaml`
}

function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') ? '\\' : '/'
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`
}
