import { useEffect } from 'react'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { useLasting } from '../parts/use-lasting.ts'
import { useDesignStore } from '../state/design-store.ts'
import { cancelRunSheet, useIsAskingRunSheet } from './ask-run-sheet.ts'
import { readDockerStatus, useDockerStatus } from './docker-status.ts'
import { useIsStale } from './facts.ts'
import { endRun, startLive, startPredict } from './run-actions.ts'
import { runBlock } from './run-block.ts'
import { isActive } from './run-state.ts'
import { useRunStore } from './run-store.ts'
import { ScenarioMenu } from './ScenarioMenu.tsx'
import './RunControls.css'

/** The middle of the top bar: scenario, Predict, Run and Stop. One of them is the thing to do next and looks like it. */
export function RunControls() {
  useAskingDocker()
  const open = useDesignStore((state) => state.open)
  const live = useRunStore((state) => state.runs.live)
  const isPredicted = useRunStore((state) => state.runs.predict.status === 'done')
  const isStale = useIsStale('predict')
  const isLive = isActive(live)
  if (!open) return null
  return (
    <div className="run-controls" role="toolbar" aria-label={t('Runs')}>
      <ScenarioMenu disabled={isLive} />
      <PredictButton />
      {isLive ? (
        <StopButton starting={live.status === 'starting'} stopping={live.stopping} />
      ) : (
        <RunButton primary={isPredicted && !isStale} />
      )}
    </div>
  )
}

function PredictButton() {
  const block = useBlock('predict')
  const predicting = useRunStore((state) => isActive(state.runs.predict))
  if (predicting) {
    return (
      <Button variant="predict" icon="x" onClick={() => endRun('predict')} tip={t('Ends the prediction')}>
        {t('Predicting')}
      </Button>
    )
  }
  return (
    <Button
      variant="predict"
      icon="zap"
      aria-disabled={block !== undefined}
      tip={block ?? t('Simulates the scenario in a moment, without Docker')}
      onClick={() => block === undefined && startPredict()}
    >
      {t('Predict')}
    </Button>
  )
}

function RunButton({ primary }: { primary: boolean }) {
  const block = useBlock('live')
  const isAsking = useIsAskingRunSheet()
  const isSlow = useLasting(isAsking, 400)
  if (isSlow && isAsking) {
    return (
      <Button variant="plain" icon="x" onClick={cancelRunSheet} tip={t('Docker has not said yet what would run; ends the wait')}>
        {t('Asking Docker')}
      </Button>
    )
  }
  return (
    <Button
      variant={primary && block === undefined ? 'primary' : 'plain'}
      icon="play"
      aria-disabled={block !== undefined}
      tip={block ?? t('Starts every component as containers on this machine and drives the traffic')}
      onClick={() => block === undefined && startLive()}
    >
      {t('Run on Docker')}
    </Button>
  )
}

function StopButton({ starting, stopping }: { starting: boolean; stopping: boolean }) {
  const tip = stopping
    ? t('Does not wait for the figures; removes everything at once')
    : starting
      ? t('Ends the start and removes what was made')
      : t('Ends the run, shows its figures and removes every container')
  return (
    <Button variant="danger" icon={starting ? 'x' : 'square'} tip={tip} onClick={() => endRun('live')}>
      {stopping ? t('Stop now') : starting ? t('Cancel') : t('Stop')}
    </Button>
  )
}

function useBlock(engine: 'predict' | 'live'): string | undefined {
  const design = useDesignStore((state) => state.design)
  const problems = useDesignStore((state) => state.problems)
  return runBlock(engine, design, problems, useDockerStatus())
}

/** Asks whether Docker answers, now and whenever the window comes back to the front: it may have been started meanwhile. */
function useAskingDocker(): void {
  useEffect(() => {
    const ask = () => void readDockerStatus()
    ask()
    window.addEventListener('focus', ask)
    return () => window.removeEventListener('focus', ask)
  }, [])
}
