import { useEffect, useState } from 'react'
import type { Output } from '../../app/bridge/requests.ts'
import { request, toMessage } from '../bridge.ts'
import { t } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import './files.css'

interface FolderBrowserProps {
  folder: Folder
  empty: string
  onFile: (path: string, name: string) => void
}

/** One folder of the machine Microcosm runs on, with its YAML files and the ways to other folders. */
export function FolderBrowser({ folder: { listing, error, go }, empty, onFile }: FolderBrowserProps) {
  return (
    <>
      <div className="file-folder">
        <IconButton
          icon="arrow-up"
          label={t('Up to the folder above')}
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
      <Entries listing={listing} empty={empty} onFolder={go} onFile={onFile} />
    </>
  )
}

interface EntriesProps {
  listing: Listing | null
  empty: string
  onFolder: (path: string) => void
  onFile: (path: string, name: string) => void
}

type Listing = Output<'files.list'>

function Entries({ listing, empty, onFolder, onFile }: EntriesProps) {
  if (!listing) return <p className="muted">{t('Reading the folder')}</p>
  if (listing.entries.length === 0) return <p className="file-empty muted">{empty}</p>
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

export interface Folder {
  listing: Listing | null
  error: string | null
  go: (folder: string | undefined) => void
}

/** The folder that is looked into; at first this one, or the one the program starts in. */
export function useFolder(start?: string): Folder {
  const [folder, setFolder] = useState(start)
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
