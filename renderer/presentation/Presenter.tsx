import { useEffect, useRef } from 'react'
import { canvasView } from '../canvas/viewport.ts'
import { PlayheadClock } from '../dock/PlayheadClock.tsx'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { canPlay, togglePlaying, useIsMoving } from '../run/player.ts'
import { useRunStore } from '../run/run-store.ts'
import { useDesignStore } from '../state/design-store.ts'
import { shellStore } from '../state/shell-store.ts'
import './Presenter.css'
import { goBy, goTo, goToLast, stopPresenting } from './present.ts'
import { usePresentation } from './presentation-store.ts'

/** Room between the drawing, what is said of it and the window's edge, pixels. */
const gap = 24

/** A step over the canvas: what is said, and the way on. The step's part of the drawing is kept in view above it. */
export function Presenter() {
  const steps = useDesignStore((state) => state.design.presentation)
  const playing = usePresentation((state) => state.playing)
  const figures = usePresentation((state) => state.figures)
  const playable = useRunStore(canPlay)
  const element = useRef<HTMLElement>(null)
  const step = playing === null ? undefined : steps?.[playing]
  const count = steps?.length ?? 0
  useEffect(listenToSteps, [])
  // Once what is said has its height, and again whenever the window gets another size.
  useEffect(() => {
    const caption = element.current
    const stage = caption?.parentElement
    if (!caption || !stage || !step) return
    const frame = () => canvasView.getState().view?.frame(step.view, caption.offsetHeight + 2 * gap)
    const watcher = new ResizeObserver(frame)
    watcher.observe(stage)
    watcher.observe(caption)
    return () => watcher.disconnect()
  }, [step])
  if (!step || playing === null) return null
  return (
    <section ref={element} className="presenter" aria-label={t('Presentation')}>
      <div className="presenter-words" aria-live="polite">
        <h2>{step.name}</h2>
        {step.text !== undefined && <p className="presenter-text">{step.text.trim()}</p>}
        {typeof figures === 'object' && (
          <p className="presenter-missing">
            {t('The figures cannot be shown.')} {figures.message}
          </p>
        )}
      </div>
      <div className="presenter-way">
        <IconButton icon="x" label={t('End the presentation')} shortcut="Escape" onClick={stopPresenting} />
        <span className="presenter-figures muted">
          {figures === 'coming' && t('Predicting')}
          {figures === 'shown' && playable && (
            <>
              <PlayButton />
              <PlayheadClock />
            </>
          )}
        </span>
        <span className="muted">{t('{step} of {count}', { step: playing + 1, count })}</span>
        <IconButton icon="arrow-left" label={t('Step before')} shortcut="←" disabled={playing === 0} onClick={() => goBy(-1)} />
        {playing < count - 1 ? (
          <Button variant="primary" onClick={() => goBy(1)}>
            {t('Next')}
          </Button>
        ) : (
          <Button onClick={stopPresenting}>{t('End')}</Button>
        )}
      </div>
    </section>
  )
}

function PlayButton() {
  const isMoving = useIsMoving()
  return (
    <IconButton
      icon={isMoving ? 'pause' : 'play'}
      label={isMoving ? t('Hold the picture') : t('Play the run')}
      shortcut="P"
      onClick={togglePlaying}
    />
  )
}

/** The keys of whoever presents, before anything else hears of them; a button that has the focus is pressed as ever. */
function listenToSteps(): () => void {
  const onKey = (event: KeyboardEvent) => {
    // What a dialog asks over the presentation has its own keys.
    if (shellStore.getState().dialog || event.ctrlKey || event.metaKey || event.altKey) return
    const isPress = event.target instanceof HTMLElement && event.target.closest('button') !== null
    if (isPress && (event.key === ' ' || event.key === 'Enter')) return
    const act = actions[event.key]
    if (!act) return
    event.preventDefault()
    event.stopImmediatePropagation()
    act()
  }
  window.addEventListener('keydown', onKey, { capture: true })
  return () => window.removeEventListener('keydown', onKey, { capture: true })
}

const on = () => goBy(1)
const back = () => goBy(-1)
const actions: Record<string, (() => void) | undefined> = {
  ArrowRight: on,
  ArrowDown: on,
  PageDown: on,
  ' ': on,
  Enter: on,
  ArrowLeft: back,
  ArrowUp: back,
  PageUp: back,
  Backspace: back,
  Home: () => goTo(0),
  End: goToLast,
  p: togglePlaying,
  Escape: stopPresenting,
}
