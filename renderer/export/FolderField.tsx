import { useEffect, useState } from 'react'
import type { Output } from '../../app/bridge/requests.ts'
import { request } from '../bridge.ts'
import { t } from '../language/t.ts'
import { Field } from '../parts/Field.tsx'
import { Icon } from '../parts/Icon.tsx'

interface FolderFieldProps {
  label: string
  help: string
  folder: string
  onChange: (folder: string) => void
}

/** A folder of the machine Microcosm runs on, where the system shows no dialog: typed, or found step by step. */
export function FolderField({ label, help, folder, onChange }: FolderFieldProps) {
  const listing = useListing(folder)
  // The first listing says where the program starts looking.
  useEffect(() => {
    if (folder === '' && listing) onChange(listing.folder)
  }, [folder, listing, onChange])
  const folders = listing?.entries.filter((entry) => entry.folder && !entry.name.startsWith('.')) ?? []
  return (
    <div className="export-folder">
      <Field label={label} help={help} stacked>
        {(control) => (
          <input
            {...control}
            className="input mono"
            value={folder}
            onChange={(event) => onChange(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <div className="export-folders">
        {listing?.parent != null && (
          <button type="button" className="export-chip" onClick={() => onChange(listing.parent ?? '')}>
            <Icon name="arrow-up" size={13} /> {t('above')}
          </button>
        )}
        {folders.slice(0, 8).map((entry) => (
          <button key={entry.path} type="button" className="export-chip" onClick={() => onChange(entry.path)}>
            <Icon name="folder" size={13} /> {entry.name}
          </button>
        ))}
        {listing === null && folder !== '' && <span className="muted">{t('It is not there yet, and will be made.')}</span>}
      </div>
    </div>
  )
}

const pauseMs = 200

/** What is in the folder as far as it is typed; null: it is not there (yet). */
function useListing(folder: string): Output<'files.list'> | null {
  const [listing, setListing] = useState<Output<'files.list'> | null>(null)
  useEffect(() => {
    let current = true
    const timer = setTimeout(
      () => {
        request('files.list', folder === '' ? {} : { folder }).then(
          (read) => current && setListing(read),
          () => current && setListing(null),
        )
      },
      folder === '' ? 0 : pauseMs,
    )
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [folder])
  return listing
}
