import type { ComponentState } from '../../app/run/frame.ts'

const words: Record<ComponentState, string> = {
  waiting: 'Waiting to start',
  pulling: 'Pulling its image',
  starting: 'Starting',
  ready: 'Ready',
  degraded: 'Degraded: not every replica serves',
  paused: 'Paused',
  down: 'Down',
  stopped: 'Stopped',
}

/** The state of a component as a mark whose shape says it too, and in words for those who rest on it or cannot see it. */
export function StateDot({ state, message }: { state: ComponentState | null; message: string | null }) {
  if (state === null) return null
  const text = message ? `${words[state]}: ${message}` : words[state]
  return (
    <span className={`state-dot state-${state}`} data-tip={text} role="img" aria-label={text}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <Shape state={state} />
      </svg>
    </span>
  )
}

function Shape({ state }: { state: ComponentState }) {
  switch (state) {
    case 'ready':
      return <circle cx="6" cy="6" r="3.75" fill="currentColor" />
    case 'degraded':
      return <path d="M6 1.8 L10.8 10 H1.2 Z" fill="currentColor" />
    case 'down':
      return <path d="M2.5 2.5 L9.5 9.5 M9.5 2.5 L2.5 9.5" stroke="currentColor" strokeWidth="2.25" strokeLinecap="round" />
    case 'paused':
      return <path d="M4 2.5 V9.5 M8 2.5 V9.5" stroke="currentColor" strokeWidth="2.25" strokeLinecap="round" />
    case 'pulling':
    case 'starting':
      return (
        <circle className="state-turning" cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.75" strokeDasharray="17 9" />
      )
    case 'waiting':
      return <circle cx="6" cy="6" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
    case 'stopped':
      return <rect x="2.75" y="2.75" width="6.5" height="6.5" rx="1" fill="none" stroke="currentColor" strokeWidth="1.5" />
  }
}
