import { useState } from 'react'
import { toClock, toSpan } from '../../app/run/figures.ts'
import type { Result } from '../../app/run/result.ts'
import { t, tCount } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { ProgressBar } from '../parts/ProgressBar.tsx'
import { selectComponents } from '../state/selection-store.ts'
import { BottleneckLine } from './BottleneckLine.tsx'
import { useIsStale } from './facts.ts'
import { pinResult, unpin, usePinned } from './pin-store.ts'
import { endRun } from './run-actions.ts'
import type { EngineName, EngineRun } from './run-state.ts'
import { useRunStore } from './run-store.ts'
import './RunBanner.css'

/** What goes on, at the canvas's top left: starting, running, done or failed, and what it comes down to. */
export function RunBanner() {
  const engine = useRunStore((state) => state.engine)
  const run = useRunStore((state) => (state.engine ? state.runs[state.engine] : null))
  const [closed, setClosed] = useState<string | null>(null)
  if (!engine || !run || run.status === 'idle') return null
  if ((run.status === 'failed' || run.status === 'done') && closed === closedKey(run)) return null
  const close = () => setClosed(closedKey(run))
  switch (run.status) {
    case 'starting':
      return <Starting engine={engine} run={run} />
    case 'running':
      return <Running engine={engine} run={run} />
    case 'done':
      return <Done engine={engine} run={run} onClose={close} />
    case 'failed':
      return <Failed engine={engine} run={run} onClose={close} />
  }
}

function closedKey(run: EngineRun): string {
  return `${run.runId}-${run.status}`
}

function Starting({ engine, run }: { engine: EngineName; run: EngineRun }) {
  const { message = t('Starting'), done, total } = run.progress ?? {}
  const counted = done !== undefined && total !== undefined && total > 0
  return (
    <div className="banner" role="status">
      <div className="banner-line">
        <span className={`banner-dot banner-dot-busy dot-${engine}`} />
        <strong>{engine === 'live' ? t('Starting on Docker') : t('Predicting')}</strong>
        <span className="banner-detail">{message}</span>
        <Button variant="ghost" className="banner-cancel" disabled={run.stopping} onClick={() => endRun(engine)}>
          {t('Cancel')}
        </Button>
      </div>
      <ProgressBar value={counted ? Math.min(1, done / total) : undefined} label={message} />
    </div>
  )
}

function Running({ engine, run }: { engine: EngineName; run: EngineRun }) {
  const time = run.frame?.time ?? 0
  const containers = Object.values(run.frame?.components ?? {}).reduce((sum, component) => sum + component.replicasReady, 0)
  return (
    <div className="banner" role="status">
      <div className="banner-line">
        <span className={`banner-dot ${engine === 'live' ? 'dot-good' : 'dot-predict'}`} />
        <strong>
          {engine === 'live'
            ? t('Running on Docker · {containers}', { containers: tCount(containers, '{count} container', '{count} containers') })
            : t('Predicting')}
        </strong>
        <span className="banner-time mono">{t('{time} of {length}', { time: toClock(time), length: toClock(run.durationSeconds) })}</span>
        {run.stopping && <span className="banner-detail">{run.progress?.message ?? t('Stopping')}</span>}
        {!run.stopping && (run.progress?.phase === 'settle' || run.progress?.phase === 'repeat') && (
          <span className="banner-detail">{run.progress.message}</span>
        )}
        {!run.stopping && run.frame?.warmup && (
          <span className="banner-detail" data-tip={t('The first seconds are left out of the figures')}>
            {t('warming up')}
          </span>
        )}
      </div>
      {run.stopping ? (
        <ProgressBar label={t('Stopping')} />
      ) : (
        <ProgressBar value={Math.min(1, time / run.durationSeconds)} label={t('Scenario time')} />
      )}
    </div>
  )
}

function Done({ engine, run, onClose }: { engine: EngineName; run: EngineRun; onClose: () => void }) {
  const isStale = useIsStale(engine)
  const { result } = run
  const unknown = result?.objectives.filter(({ verdict }) => verdict === 'unknown').length ?? 0
  const missed = (result?.objectives.filter((objective) => !objective.met).length ?? 0) - unknown
  return (
    <div className="banner" role="status">
      <div className="banner-line">
        <Icon name={engine === 'live' ? 'circle-check' : 'zap'} className={engine === 'live' ? 'tone-measured' : 'tone-predicted'} />
        <strong>{result ? summary(engine, result) : t('Stopped')}</strong>
        {isStale && <span className="banner-stale">{t('from before your last edit')}</span>}
        {missed > 0 && (
          <span className="banner-missed">
            <Icon name="circle-x" size={14} /> {tCount(missed, '{count} objective missed', '{count} objectives missed')}
          </span>
        )}
        {unknown > 0 && (
          <span className="banner-detail" data-tip={t('The run was too short to tell, or the interval holds the bound')}>
            {tCount(unknown, '{count} objective not known yet', '{count} objectives not known yet')}
          </span>
        )}
        {result && <PinButton result={result} />}
        <IconButton icon="x" label={t('Close')} size={14} className="banner-close" onClick={onClose} />
      </div>
      {result && <BottleneckLine design={run.design} result={result} />}
    </div>
  )
}

/** Keeps this result to compare the next one with. */
function PinButton({ result }: { result: Result }) {
  const isPinned = usePinned()?.result === result
  const label = isPinned ? t('Pinned: change the design and predict again') : t('Pin this result, to compare the next one with it')
  return (
    <IconButton
      icon={isPinned ? 'pin-off' : 'pin'}
      label={label}
      aria-pressed={isPinned}
      size={14}
      className="banner-pin"
      onClick={isPinned ? unpin : pinResult}
    />
  )
}

// Predicted 30 s in 0.2 s · Measured 60 s on Docker
function summary(engine: EngineName, result: Result): string {
  const { statistics } = result
  const longer = engine === 'predict' && statistics && statistics.from >= result.duration && statistics.counted > 0
  const span = toSpan(longer ? statistics.counted : result.duration)
  if (engine === 'live') return t('Measured {span} on Docker', { span })
  const seconds = toSpan(result.wallSeconds)
  return result.replications
    ? t('Predicted {span}, {count} times, in {seconds}', { span, count: result.replications.count, seconds })
    : t('Predicted {span} in {seconds}', { span, seconds })
}

function Failed({ engine, run, onClose }: { engine: EngineName; run: EngineRun; onClose: () => void }) {
  const { failedComponent } = run
  return (
    <div className="banner banner-failed" role="alert">
      <div className="banner-line">
        <Icon name="circle-exclamation-point" className="tone-bad" />
        <strong>{engine === 'live' ? t('The run on Docker failed') : t('The prediction failed')}</strong>
        <IconButton icon="x" label={t('Close')} size={14} className="banner-close" onClick={onClose} />
      </div>
      <p className="banner-sentence selectable">
        {run.message}{' '}
        {failedComponent && (
          <button type="button" className="banner-link" onClick={() => selectComponents([failedComponent])}>
            {t('Show')}
          </button>
        )}
      </p>
    </div>
  )
}
