import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import type { MenuItem } from '../parts/Menu.tsx'
import { MenuButton } from '../parts/MenuButton.tsx'
import { type Speed, speeds } from '../run/playback.ts'
import { canPlay, chooseSpeed, playerStore, stepFrames, togglePlaying, useIsMoving, usePlayer } from '../run/player.ts'
import { isActive } from '../run/run-state.ts'
import { movePlayhead, useRunStore } from '../run/run-store.ts'
import { PlayheadClock } from './PlayheadClock.tsx'
import './Transport.css'

/** Plays what was run on the canvas again: pause, frame by frame, at any speed, and the way back to the whole. */
export function Transport() {
  const isMoment = useRunStore((state) => state.playhead !== null)
  const isRunning = useRunStore((state) => state.engine !== null && isActive(state.runs[state.engine]))
  const playable = useRunStore(canPlay)
  return (
    <div className="transport" role="toolbar" aria-label={t('Watch the run')}>
      {isMoment && (
        <Button variant="ghost" className="transport-back" onClick={() => movePlayhead(null)}>
          {isRunning ? t('Back to now') : t('Show the whole run')}
        </Button>
      )}
      {playable && <Buttons isRunning={isRunning} />}
      <PlayheadClock />
      {playable && <SpeedMenu />}
    </div>
  )
}

function Buttons({ isRunning }: { isRunning: boolean }) {
  const isMoving = useIsMoving()
  const pause = isRunning ? t('Hold the picture; the run goes on') : t('Hold the picture')
  return (
    <>
      <IconButton icon="step-back" label={t('One frame back')} onClick={() => stepFrames(-1)} />
      <IconButton
        icon={isMoving ? 'pause' : 'play'}
        label={isMoving ? pause : t('Play the run')}
        shortcut="Space"
        className="transport-play"
        onClick={togglePlaying}
      />
      <IconButton icon="step-forward" label={t('One frame on')} onClick={() => stepFrames(1)} />
    </>
  )
}

function SpeedMenu() {
  const speed = usePlayer((state) => state.speed)
  return (
    <MenuButton label={t('Speed')} variant="ghost" align="right" items={speedItems}>
      <span className="transport-speed">{speed === 'max' ? t('max') : `${speed}×`}</span>
    </MenuButton>
  )
}

function speedItems(): MenuItem[] {
  const chosen = playerStore.getState().speed
  return [
    { heading: t('Speed') },
    ...speeds.map((speed) => ({ label: toWords(speed), checked: speed === chosen, run: () => chooseSpeed(speed) })),
  ]
}

function toWords(speed: Speed): string {
  if (speed === 'max') return t('As fast as possible')
  return speed === 1 ? t('As it happens (1×)') : t('{speed} times as fast', { speed })
}
