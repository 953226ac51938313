import { useEffect, useState } from 'react'
import type { Output } from '../../app/bridge/requests.ts'
import { request, toMessage } from '../bridge.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import type { FilePurpose } from '../state/shell-store.ts'
import './files.css'

interface FileDialogProps {
  purpose: FilePurpose
  suggestedName: string
  answer: (path: string | null) => void
}

/** The page's own file dialog, where the system has none to show: folders and designs of the machine Microcosm runs on. */
export function FileDialog({ purpose, suggestedName, answer }: FileDialogProps) {
  const { listing, error, go } = useFolder()
  const [name, setName] = useState(suggestedName)
  const isSave = purpose !== 'open'
  const fileName = withEnding(name.trim(), purpose)
  const exists = listing?.entries.some((entry) => entry.name === fileName) ?? false
  const save = () => {
    if (listing && name.trim()) answer(joinPath(listing.folder, fileName))
  }
  return (
    <Dialog
      title={titles[purpose]}
      onClose={() => answer(null)}
      width={560}
      footer={
        <>
          {isSave && (
            <input
              className="input"
              aria-label="File name"
              value={name}
              onChange={(event) => setName(event.target.value)}
              onKeyDown={(event) => event.key === 'Enter' && !exists && save()}
            />
          )}
          <Button onClick={() => answer(null)}>Cancel</Button>
          {isSave && (
            <Button variant={exists ? 'danger' : 'primary'} disabled={!listing || name.trim() === ''} onClick={save}>
              {exists ? 'Replace the file' : 'Save'}
            </Button>
          )}
        </>
      }
    >
      <div className="file-folder">
        <IconButton
          icon="arrow-up"
          label="Up to the folder above"
          disabled={!listing?.parent}
          onClick={() => go(listing?.parent ?? undefined)}
        />
        <span className="mono selectable">{listing?.folder ?? ''}</span>
      </div>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <Entries listing={listing} onFolder={go} onFile={(path, fileName) => (isSave ? setName(fileName) : answer(path))} />
    </Dialog>
  )
}

type Listing = Output<'files.list'>

function Entries(props: { listing: Listing | null; onFolder: (path: string) => void; onFile: (path: string, name: string) => void }) {
  const { listing, onFolder, onFile } = props
  if (!listing) return <p className="muted">Reading the folder</p>
  if (listing.entries.length === 0) return <p className="file-empty muted">This folder holds no designs and no folders.</p>
  return (
    <ul className="file-list file-list-framed file-list-tall">
      {listing.entries.map((entry) => (
        <li key={entry.path}>
          <button type="button" className="file-row" onClick={() => (entry.folder ? onFolder(entry.path) : onFile(entry.path, entry.name))}>
            <Icon name={entry.folder ? 'folder' : 'file'} />
            <span className="file-row-name">{entry.name}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function useFolder() {
  const [folder, setFolder] = useState<string | undefined>(undefined)
  const [listing, setListing] = useState<Listing | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    request('files.list', folder === undefined ? {} : { folder }).then(
      (read) => {
        if (!current) return
        setListing(read)
        setError(null)
      },
      (failure) => current && setError(toMessage(failure)),
    )
    return () => {
      current = false
    }
  }, [folder])
  return { listing, error, go: setFolder }
}

const titles: Record<FilePurpose, string> = { open: 'Open design', save: 'Save design', report: 'Save report' }

// shop -> shop.microcosm.yaml
function withEnding(name: string, purpose: FilePurpose): string {
  if (purpose === 'report') return /\.html?$/i.test(name) ? name : `${name}.html`
  return /\.ya?ml$/.test(name) ? name : `${name}.microcosm.yaml`
}

function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') ? '\\' : '/'
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`
}
