import { useEffect, useState } from 'react'
import { request, toMessage } from '../bridge.ts'
import { t, tCount, tWord } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Icon } from '../parts/Icon.tsx'
import { ProgressBar } from '../parts/ProgressBar.tsx'
import { useLasting } from '../parts/use-lasting.ts'
import { useDesignStore } from '../state/design-store.ts'
import { useShellStore } from '../state/shell-store.ts'
import { placeChosenFor, rememberPlace } from './chosen-places.ts'
import { FileTree } from './FileTree.tsx'
import { FileView } from './FileView.tsx'
import { LossList } from './LossList.tsx'
import { PlaceField } from './PlaceField.tsx'
import { type Effect, type Preview, type Target, toEffect, type Written } from './preview.ts'

interface ExportPreviewProps {
  target: Target
  onBack: () => void
  onClose: () => void
  onWritten: (written: Written) => void
}

const quietMs = 1000
const typingMs = 300

/** The files of an export beside what is in the place they would go to, and what they cannot carry over. */
export function ExportPreview({ target, onBack, onClose, onWritten }: ExportPreviewProps) {
  const order = useOrder(target)
  const native = useShellStore((state) => state.hello?.nativeDialogs ?? false)
  const [place, setPlace] = useState<string | null>(() => placeChosenFor(target))
  const { preview, failure, waiting } = usePreview(order, place)
  const [chosen, setChosen] = useState<string | null>(null)
  const [replace, setReplace] = useState<ReadonlySet<string>>(new Set())
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [edited, setEdited] = useState(false)
  const files = preview?.files ?? []
  const compared = preview?.folder != null
  const ready = compared && !waiting && failure === null
  const effect = toEffect(files, replace)
  const file = files.find(({ path }) => path === chosen) ?? files.find(({ state }) => state !== 'same') ?? files[0]
  const name = files[0]?.path ?? ''
  const choose = async () => {
    setError(null)
    try {
      const suggested = place ?? toSuggested(order.path, target.output === 'file' ? name : '')
      const found = await request('exports.choosePlace', { to: target.id, suggested })
      if (found !== null) setPlace(found)
    } catch (problem) {
      setError(toMessage(problem))
    }
  }
  const write = async (to: string) => {
    setBusy(true)
    setError(null)
    try {
      const written = await request('exports.write', { ...order, place: to, replace: toReplaced(target, files, replace) })
      rememberPlace(target, to)
      onWritten(written)
    } catch (problem) {
      setError(toMessage(problem))
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={t('Export to {target}', { target: tWord(target.label) })}
      description={tWord(target.summary)}
      onClose={onClose}
      width={1120}
      edited={edited}
      className="export-dialog"
      footer={
        <>
          <Button icon="arrow-left" onClick={onBack}>
            {t('Other targets')}
          </Button>
          <span className="export-effect muted">{ready && toEffectText(effect)}</span>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          {place === null ? (
            <Button variant="primary" disabled={!preview} onClick={() => void choose()}>
              {target.output === 'folder' ? t('Choose a folder…') : t('Choose a file…')}
            </Button>
          ) : (
            <Button variant="primary" disabled={!ready || busy || effect.written + effect.removed === 0} onClick={() => void write(place)}>
              {ready || failure !== null ? toAction(target, files, effect) : t('Comparing')}
            </Button>
          )}
        </>
      }
    >
      <div className="export" onInput={() => setEdited(true)}>
        <PlaceField target={target} native={native} place={place} name={name} onChange={setPlace} onChoose={() => void choose()} />
        {(error ?? failure) && (
          <p className="export-error selectable" role="alert">
            <Icon name="circle-x" /> {error ?? failure}
          </p>
        )}
        {preview ? (
          <>
            <LossList losses={preview.losses} />
            <div className={target.output === 'file' ? 'export-files export-files-one' : 'export-files'}>
              {target.output === 'folder' && (
                <FileTree
                  files={files}
                  chosen={file}
                  replace={replace}
                  compared={compared}
                  onChoose={setChosen}
                  onReplace={(path, replaced) => setReplace(toChanged(replace, path, replaced))}
                />
              )}
              <div className="export-file">{file && <FileView key={file.path} file={file} />}</div>
            </div>
          </>
        ) : (
          !failure && <Making />
        )}
      </div>
    </Dialog>
  )
}

function Making() {
  const lasting = useLasting(true, quietMs)
  return (
    <div className="export-making">
      {lasting && <ProgressBar label={t('Making the files')} />}
      <p className="muted">{t('Making the files')}</p>
    </div>
  )
}

interface Order {
  to: string
  text: string
  path?: string
}

/** A design that was imported and is not saved yet counts its paths from where it was imported. */
function useOrder(target: Target): Order {
  const text = useDesignStore((state) => state.document.text)
  const path = useDesignStore((state) => state.path ?? (state.folder === null ? null : `${state.folder}/${state.name}`))
  return { to: target.id, text, ...(path === null ? {} : { path }) }
}

interface Answered {
  preview: Preview | null
  failure: string | null
  /** What was asked. */
  place: string | null | undefined
}

/** What the export would be; the last answer stays until the next one is there. */
function usePreview({ to, text, path }: Order, place: string | null) {
  const [answered, setAnswered] = useState<Answered>({ preview: null, failure: null, place: undefined })
  useEffect(() => {
    let current = true
    const ask = () =>
      request('exports.preview', { to, text, ...(path === undefined ? {} : { path }), ...(place === null ? {} : { place }) }).then(
        (preview) => current && setAnswered({ preview, failure: null, place }),
        (problem) => current && setAnswered(({ preview }) => ({ preview, failure: toMessage(problem), place })),
      )
    // A place may be typed letter by letter.
    const timer = setTimeout(ask, place === null ? 0 : typingMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [to, text, path, place])
  return { ...answered, waiting: answered.place !== place }
}

function toChanged(set: ReadonlySet<string>, path: string, has: boolean): ReadonlySet<string> {
  return new Set(has ? [...set, path] : [...set].filter((each) => each !== path))
}

/** A target of one file shows that file beside what is there, and its button says that it is replaced. */
function toReplaced(target: Target, files: Preview['files'], replace: ReadonlySet<string>): string[] {
  return target.output === 'file' ? files.map(({ path }) => path) : [...replace]
}

function toAction(target: Target, files: Preview['files'], { written, removed }: Effect): string {
  if (written + removed === 0) return t('Nothing to write')
  if (target.output === 'file') return files[0]?.state === 'changed' ? t('Replace {file}', { file: files[0].path }) : t('Write the file')
  return tCount(written, 'Write {count} file', 'Write {count} files')
}

function toEffectText({ written, removed, kept }: Effect): string {
  const parts = [
    ...(removed === 0 ? [] : [t('{count} removed', { count: removed })]),
    ...(kept === 0 ? [] : [t('{count} kept as you edited', { count: kept })]),
  ]
  if (written + removed === 0 && kept === 0) return t('The files say already what the design says.')
  return parts.join(', ')
}

// /home/ada/shop.microcosm.yaml, shop.svg -> /home/ada/shop.svg
function toSuggested(path: string | undefined, name: string): string {
  return path === undefined ? name : path.replace(/[^/\\]*$/, name)
}
