import { useEffect, useState } from 'react'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Output } from '../../app/bridge/requests.ts'
import { request, toMessage } from '../bridge.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useDesignStore } from '../state/design-store.ts'
import { useShellStore } from '../state/shell-store.ts'
import { FilePreview } from './FilePreview.tsx'
import { FolderField } from './FolderField.tsx'
import { LossList } from './LossList.tsx'
import './ExportDialog.css'

type Preview = Output<'exports.preview'>
type Written = NonNullable<Output<'exports.write'>>

/** Where the export stands: what it will be, what it needs to be asked, what became of it. */
type Step =
  | { is: 'reading' }
  | { is: 'ready'; preview: Preview }
  | { is: 'exists'; preview: Preview; message: string }
  | { is: 'written'; written: Written }
  | { is: 'failed'; message: string }

/** Shows the files an export would write and what cannot be carried over, then writes them where the person says. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const text = useDesignStore((state) => state.document.text)
  const path = useDesignStore((state) => state.path)
  const native = useShellStore((state) => state.hello?.nativeDialogs ?? false)
  const [step, setStep] = useState<Step>({ is: 'reading' })
  const [folder, setFolder] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    let current = true
    request('exports.preview', { to: 'compose', text, ...(path === null ? {} : { path }) }).then(
      (preview) => current && setStep({ is: 'ready', preview }),
      (failure) => current && setStep({ is: 'failed', message: toMessage(failure) }),
    )
    return () => {
      current = false
    }
  }, [text, path])
  const write = async (preview: Preview, overwrite: boolean) => {
    setBusy(true)
    setError(null)
    try {
      const place = { ...(path === null ? {} : { path }), ...(native ? {} : { folder: folder.trim() }) }
      const written = await request('exports.write', { to: 'compose', text, overwrite, ...place })
      setStep(written ? { is: 'written', written } : { is: 'ready', preview })
    } catch (failure) {
      if (failure instanceof Refusal && failure.code === 'exists') setStep({ is: 'exists', preview, message: failure.message })
      else setError(toMessage(failure))
    }
    setBusy(false)
  }
  return (
    <Dialog
      title="Export to Docker Compose"
      description="Real databases, queues and gateways; services without an image are played by a small stand-in that is exported with them."
      onClose={onClose}
      width={780}
      footer={<Foot step={step} busy={busy} ready={native || folder.trim() !== ''} native={native} onClose={onClose} onWrite={write} />}
    >
      <Body step={step} />
      {(step.is === 'ready' || step.is === 'exists') && !native && <FolderField folder={folder} onChange={setFolder} />}
      {error && (
        <p className="export-error selectable" role="alert">
          {error}
        </p>
      )}
    </Dialog>
  )
}

function Body({ step }: { step: Step }) {
  switch (step.is) {
    case 'reading':
      return <p className="muted">Making the files</p>
    case 'failed':
      return (
        <p className="export-error selectable" role="alert">
          {step.message}
        </p>
      )
    case 'written':
      return <Result written={step.written} />
    case 'exists':
    case 'ready':
      return (
        <div className="export">
          <LossList losses={step.preview.losses} />
          <FilePreview files={step.preview.files} />
          {step.is === 'exists' && (
            <p className="export-question" role="alert">
              <Icon name="triangle-exclamation-point" />
              <span className="selectable">{step.message}</span>
            </p>
          )}
        </div>
      )
  }
}

function Result({ written }: { written: Written }) {
  return (
    <div className="export-result selectable">
      <p className="export-done">
        <Icon name="circle-check" /> {written.written.length === 1 ? '1 file' : `${written.written.length} files`} written to{' '}
        <span className="mono">{written.folder}</span>
      </p>
      <ul className="export-names mono">
        {written.written.map((path) => (
          <li key={path}>{path}</li>
        ))}
        {written.kept.map((path) => (
          <li key={path} className="muted">
            {path} (kept as it was)
          </li>
        ))}
      </ul>
      <p className="muted">
        Start it there with <code className="mono">docker compose up --wait</code>.
      </p>
    </div>
  )
}

interface FootProps {
  step: Step
  busy: boolean
  ready: boolean
  native: boolean
  onClose: () => void
  onWrite: (preview: Preview, overwrite: boolean) => void
}

function Foot({ step, busy, ready, native, onClose, onWrite }: FootProps) {
  if (step.is === 'written' || step.is === 'failed') {
    return (
      <Button variant="primary" onClick={onClose}>
        Close
      </Button>
    )
  }
  const preview = step.is === 'reading' ? null : step.preview
  const isQuestion = step.is === 'exists'
  return (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        variant={isQuestion ? 'danger' : 'primary'}
        disabled={!preview || !ready || busy}
        onClick={() => preview && onWrite(preview, isQuestion)}
      >
        {isQuestion ? 'Overwrite' : native ? 'Choose a folder and export' : 'Export'}
      </Button>
    </>
  )
}
