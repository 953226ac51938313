import { useState } from 'react'
import type { Output } from '../../app/bridge/requests.ts'
import { Icon } from '../parts/Icon.tsx'

type File = Output<'exports.preview'>['files'][number]

/** The files of an export: their names, and the text of one of them. Secrets are named and not shown. */
export function FilePreview({ files }: { files: File[] }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const file = files.find((each) => each.path === chosen) ?? files[0]
  if (!file) return null
  return (
    <div className="export-files">
      <div className="export-tabs" role="tablist" aria-label="Files" aria-orientation="vertical">
        {files.map((each) => (
          <button
            key={each.path}
            type="button"
            role="tab"
            aria-selected={each === file}
            className="export-tab mono"
            data-tip={each.path}
            onClick={() => setChosen(each.path)}
          >
            <Icon name={each.secret ? 'lock' : 'file'} size={13} />
            <span>{each.path}</span>
          </button>
        ))}
      </div>
      {file.secret ? (
        <p className="export-secret muted">
          Holds generated passwords. It is written for you alone to read, and never over one that is already there.
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long file is scrolled with the keyboard.
        <pre className="export-text mono" tabIndex={0}>
          {shortened(file.content)}
        </pre>
      )}
    </div>
  )
}

const longest = 60_000

/** A bundled program of a megabyte is no reading matter. */
function shortened(content: string): string {
  return content.length <= longest ? content : `${content.slice(0, longest)}\n… ${Math.round((content.length - longest) / 1024)} KiB more`
}
