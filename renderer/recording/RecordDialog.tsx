import { useEffect, useRef, useState } from 'react'
import { toSpan } from '../../app/run/figures.ts'
import { toMessage } from '../bridge.ts'
import { runWithResult } from '../files/save-report.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { ProgressBar } from '../parts/ProgressBar.tsx'
import { runStore } from '../run/run-store.ts'
import { showToast } from '../state/toast-store.ts'
import './RecordDialog.css'
import { canRecord, recordRun, showBeginning } from './record-run.ts'
import { saveVideo } from './save-video.ts'

const lengths = [5, 10, 20, 40]

/** Plays the run that is shown on a canvas of its own and takes it down as a WebM video. */
export function RecordDialog({ onClose }: { onClose: () => void }) {
  const [run] = useState(() => runWithResult(runStore.getState()))
  const [seconds, setSeconds] = useState(10)
  const [share, setShare] = useState<number | null>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const recording = useRef<AbortController>(null)
  useEffect(() => () => recording.current?.abort(), [])
  const name = !run || run.scenario === null ? t('Steady') : (run.design.scenarios?.[run.scenario]?.name ?? run.scenario)
  useEffect(() => {
    if (run && canvas.current) showBeginning({ run, scenario: name, canvas: canvas.current })
  }, [run, name])
  if (!run) return null
  const start = async () => {
    const target = canvas.current
    if (!target) return
    const stop = new AbortController()
    recording.current = stop
    setShare(0)
    try {
      const video = await recordRun({ run, scenario: name, canvas: target, seconds, onProgress: setShare }, stop.signal)
      onClose()
      await saveVideo(video, run)
    } catch (error) {
      if (!stop.signal.aborted) showToast('bad', toMessage(error))
      setShare(null)
    }
  }
  return (
    <Dialog
      title={t('Record the run as a video')}
      description={t('The run is played once and kept as WebM, which browsers, chats and slides show.')}
      onClose={onClose}
      width={760}
      footer={
        share === null ? (
          <>
            <Button onClick={onClose}>{t('Cancel')}</Button>
            <Button variant="primary" icon="video" disabled={!canRecord()} onClick={() => void start()}>
              {t('Record')}
            </Button>
          </>
        ) : (
          <Button onClick={() => recording.current?.abort()}>{t('Stop recording')}</Button>
        )
      }
    >
      <canvas ref={canvas} className="record-canvas" width={1280} height={720} aria-label={t('Preview')} />
      {share === null ? (
        <label className="record-length">
          <span>{t('Length of the video')}</span>
          <select className="input" value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>
            {lengths.map((each) => (
              <option key={each} value={each}>
                {toSpan(each)}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <ProgressBar label={t('Recording')} value={share} />
      )}
    </Dialog>
  )
}
