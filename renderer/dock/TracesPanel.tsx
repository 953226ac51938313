import { useMemo, useState } from 'react'
import { inOrderOfInterest, waterfallOf } from '../../app/analysis/waterfall.ts'
import { targetName } from '../../app/faults/fault-words.ts'
import { toClock, toLatency, toText } from '../../app/run/figures.ts'
import type { Trace } from '../../app/run/result.ts'
import { t } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { useRunStore } from '../run/run-store.ts'
import { useDesignStore } from '../state/design-store.ts'
import { selectComponents } from '../state/selection-store.ts'

import './TracesPanel.css'

/** Sampled requests, the failed and slow ones first, and the calls that one of them made. */
export function TracesPanel() {
  const result = useRunStore((state) => (state.engine ? (state.runs[state.engine].result ?? state.result.predict) : null))
  const traces = useMemo(() => inOrderOfInterest(result?.traces ?? []), [result])
  const [chosen, setChosen] = useState<Trace | null>(null)
  const trace = chosen && traces.includes(chosen) ? chosen : traces[0]
  if (!trace) {
    return (
      <div className="dock-empty">
        <p>
          {t(
            'Sampled requests are shown here when a run has ended: which calls each made, one after another or side by side, and where its time went.',
          )}
        </p>
      </div>
    )
  }
  return (
    <div className="traces">
      <ul className="traces-list" aria-label={t('Sampled requests')}>
        {traces.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: traces have no name of their own.
          <li key={index}>
            <button type="button" className="trace" aria-pressed={each === trace} onClick={() => setChosen(each)}>
              <Icon name={each.root.ok ? 'circle-check' : 'circle-x'} size={14} className={each.root.ok ? 'trace-ok' : 'trace-failed'} />
              <span className="trace-journey">{each.journey}</span>
              <span className="trace-at mono">{toClock(each.at)}</span>
              <span className="trace-total">{toText(toLatency(each.root.durationMs))}</span>
            </button>
          </li>
        ))}
      </ul>
      <Waterfall trace={trace} />
    </div>
  )
}

function Waterfall({ trace }: { trace: Trace }) {
  const design = useDesignStore((state) => state.design)
  const rows = useMemo(() => waterfallOf(trace), [trace])
  return (
    <section className="waterfall" aria-label={t('Calls of the request')}>
      {rows.map(({ key, span, depth, left, width, ownMs }) => (
        <button
          key={key}
          type="button"
          className="span"
          onClick={() => Object.hasOwn(design.components, span.component) && selectComponents([span.component])}
        >
          <span className="span-name" style={{ paddingLeft: depth * 14 }}>
            {depth > 0 && <Icon name="corner-down-right" size={12} />}
            <span className="span-text">{targetName(span.component, design)}</span>
          </span>
          <span className="span-lane">
            <span
              className={`span-bar ${span.ok ? '' : 'span-failed'}`}
              style={{ left: `${left * 100}%`, width: `max(2px, ${width * 100}%)` }}
            />
            <span className={`span-note ${isOnBar(left, width) ? 'span-note-on-bar' : ''}`} style={notePlace(left, width)}>
              {toText(toLatency(span.durationMs))}
              {span.children.length > 0 && <span className="muted"> · {t('own {time}', { time: toText(toLatency(ownMs)) })}</span>}
              {span.error && <span className="span-error"> · {span.error}</span>}
            </span>
          </span>
        </button>
      ))}
    </section>
  )
}

/** Where there is room neither behind the bar nor before it. */
function isOnBar(left: number, width: number): boolean {
  return left + width > 0.7 && left <= 0.3
}

/** The figures stand behind the bar, or before or on its beginning where there is no room behind. */
function notePlace(left: number, width: number) {
  if (left + width <= 0.7) return { left: `calc(${(left + width) * 100}% + 6px)` }
  return isOnBar(left, width) ? { left: `calc(${left * 100}% + 8px)` } : { right: `calc(${(1 - left) * 100}% + 6px)` }
}
