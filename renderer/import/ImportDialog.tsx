import { useMemo, useState } from 'react'
import { request, toMessage } from '../bridge.ts'
import { FolderBrowser, useFolder } from '../files/FolderBrowser.tsx'
import { t, tCount } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { ProgressBar } from '../parts/ProgressBar.tsx'
import { useLasting } from '../parts/use-lasting.ts'
import { closeDialog, useShellStore } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'
import { DesignPicture } from '../welcome/DesignPicture.tsx'
import { FileOrder } from './FileOrder.tsx'
import { finishImport } from './finish-import.ts'
import { ImportParts } from './ImportParts.tsx'
import { ImportProblems } from './ImportProblems.tsx'
import { forgetImport, importStore, setImportFiles, stopReading, toDecidedDesign, useImportStore } from './import-store.ts'
import '../parts/Field.css'
import { useArranged } from './use-arranged.ts'
import './ImportDialog.css'

const quietMs = 1000
const patientMs = 3000

/** What Compose files come to, before a design is made of them: what was understood, inferred and carried along. */
export function ImportDialog() {
  const { files, reading, made, failure, decisions } = useImportStore((state) => state)
  const native = useShellStore((state) => state.hello?.nativeDialogs ?? false)
  const [browsing, setBrowsing] = useState(!native && files.length === 0)
  const design = useMemo(() => toDecidedDesign(made, decisions), [made, decisions])
  const arranged = useArranged(design)
  const close = () => {
    forgetImport()
    closeDialog()
  }
  const add = async () => {
    if (!native) return setBrowsing(true)
    try {
      const chosen = await request('imports.choose', {})
      if (chosen) await setImportFiles([...importStore.getState().files, ...chosen], true)
    } catch (error) {
      showToast('bad', toMessage(error))
    }
  }
  const onFile = (path: string) => {
    setBrowsing(false)
    void setImportFiles([...files, path], true)
  }
  return (
    <Dialog
      title={t('Import Docker Compose')}
      description={t('The design goes on editing these files: an export to Docker Compose changes in them what you change in the design.')}
      onClose={close}
      width={1120}
      edited={decisions.size > 0 || files.length > 1}
      className="import-dialog"
      footer={
        <>
          {design && <Sum components={Object.keys(design.components).length} connections={design.connections?.length ?? 0} />}
          <Button onClick={close}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={!design || reading} onClick={() => void finishImport()}>
            {t('Make the design')}
          </Button>
        </>
      }
    >
      <div className="import">
        <FileOrder
          files={files}
          variableFiles={made?.variableFiles ?? []}
          onChange={(changed) => void setImportFiles(changed)}
          onAdd={() => void add()}
          adding={browsing}
        />
        {browsing ? (
          <Browse onFile={onFile} onBack={files.length > 0 ? () => setBrowsing(false) : undefined} />
        ) : reading ? (
          <Reading />
        ) : (
          <>
            {failure && (
              <p className="import-failure selectable" role="alert">
                {failure}
              </p>
            )}
            {made && made.problems.length > 0 && <ImportProblems problems={made.problems} />}
            {made && design && (
              <div className="import-result">
                <ImportParts made={made} decisions={decisions} />
                <figure className="import-picture">
                  <DesignPicture design={arranged} />
                  <figcaption className="muted">{design.name ?? made.name}</figcaption>
                </figure>
              </div>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

function Sum({ components, connections }: { components: number; connections: number }) {
  return (
    <span className="import-sum muted">
      {tCount(components, '{count} component', '{count} components')}, {tCount(connections, '{count} connection', '{count} connections')}
    </span>
  )
}

function Reading() {
  const lasting = useLasting(true, quietMs)
  const long = useLasting(true, patientMs)
  return (
    <div className="import-reading">
      {lasting && <ProgressBar label={t('Reading the files')} />}
      <p className="muted">{t('Reading the files')}</p>
      {long && <Button onClick={stopReading}>{t('Stop reading')}</Button>}
    </div>
  )
}

function Browse({ onFile, onBack }: { onFile: (path: string) => void; onBack: (() => void) | undefined }) {
  const folder = useFolder()
  return (
    <div className="import-browse">
      <FolderBrowser folder={folder} empty={t('This folder holds no Compose files and no folders.')} onFile={onFile} />
      {onBack && <Button onClick={onBack}>{t('Back to the preview')}</Button>}
    </div>
  )
}
