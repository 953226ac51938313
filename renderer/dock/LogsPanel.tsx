import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { targetName } from '../../app/faults/fault-words.ts'
import { request } from '../bridge.ts'
import { t, tCount } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { matching, replicaNumber, timeOfDay, toPlainText } from '../run/log-lines.ts'
import { forgetLog, type LogLine, useLog } from '../run/run-logs.ts'
import { isActive } from '../run/run-state.ts'
import { useRunStore } from '../run/run-store.ts'
import { useDesignStore } from '../state/design-store.ts'
import { useSelectionStore } from '../state/selection-store.ts'
import { showToast } from '../state/toast-store.ts'
import './LogsPanel.css'

/** What a component's containers write, as they write it. */
export function LogsPanel() {
  const { component, choose } = useLoggedComponent()
  const components = useDesignStore((state) => state.design.components)
  const design = useDesignStore((state) => state.design)
  const [filter, setFilter] = useState('')
  const lines = useLog(component)
  const isRunning = useFollowing(component)
  const shown = matching(lines, filter)
  if (!isRunning && lines.length === 0) {
    return (
      <div className="dock-empty">
        <p>{t('Containers write their logs here while a design runs on Docker. A prediction has none.')}</p>
      </div>
    )
  }
  return (
    <div className="logs">
      <div className="logs-head">
        <select
          className="input logs-component"
          aria-label={t('Component')}
          value={component ?? ''}
          onChange={(event) => choose(event.target.value)}
        >
          {Object.keys(components).map((id) => (
            <option key={id} value={id}>
              {targetName(id, design)}
            </option>
          ))}
        </select>
        <input
          className="input logs-filter"
          type="search"
          aria-label={t('Filter lines')}
          placeholder={t('Filter')}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <span className="muted logs-count">
          {filter.trim() === '' ? lineCount(lines.length) : t('{shown} of {all}', { shown: shown.length, all: lineCount(lines.length) })}
        </span>
        <IconButton icon="copy" label={t('Copy these lines')} disabled={shown.length === 0} onClick={() => copy(shown)} />
      </div>
      <Lines lines={shown} empty={lines.length === 0 ? t('Nothing has been written yet.') : t('No line contains that.')} />
    </div>
  )
}

function Lines({ lines, empty }: { lines: LogLine[]; empty: string }) {
  const box = useRef<HTMLDivElement>(null)
  const [held, setHeld] = useState(false)
  // The newest line stays in sight until the person scrolls up to read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what moves the view.
  useLayoutEffect(() => {
    if (!held && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [lines, held])
  const onScroll = () => {
    const element = box.current
    if (element) setHeld(element.scrollHeight - element.scrollTop - element.clientHeight > 24)
  }
  return (
    <div className="logs-body">
      <div ref={box} className="logs-lines mono selectable" role="log" aria-label={t('Log')} onScroll={onScroll}>
        {lines.length === 0 && <p className="muted">{empty}</p>}
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own.
          <div key={index} className={`log-line log-${line.stream}`}>
            <span className="log-time">{timeOfDay(line.time)}</span>
            <span className="log-replica">{replicaNumber(line)}</span>
            <span className="log-text">{line.text}</span>
          </div>
        ))}
      </div>
      {held && (
        <Button icon="arrow-down" className="logs-follow" onClick={() => setHeld(false)}>
          {t('Newest')}
        </Button>
      )}
    </div>
  )
}

/** How many lines, in words. */
const lineCount = (count: number) => tCount(count, '{count} line', '{count} lines')

/** The selected component, or the one chosen here, or the first of the design. */
function useLoggedComponent() {
  const selected = useSelectionStore((state) => state.components[0])
  const components = useDesignStore((state) => state.design.components)
  const [chosen, setChosen] = useState<{ id: string; whileSelected: string | undefined } | null>(null)
  const own = chosen && chosen.whileSelected === selected && Object.hasOwn(components, chosen.id) ? chosen.id : undefined
  const there = selected !== undefined && Object.hasOwn(components, selected) ? selected : undefined
  const component = own ?? there ?? Object.keys(components)[0] ?? null
  return { component, choose: (id: string) => setChosen({ id, whileSelected: selected }) }
}

/** Follows the component's log as long as it is shown; returns whether there is a live run at all. */
function useFollowing(component: string | null): boolean {
  const runId = useRunStore((state) => (isActive(state.runs.live) ? state.runs.live.runId : null))
  useEffect(() => {
    if (runId === null || component === null) return
    forgetLog(component)
    void request('runs.follow', { runId, component }).catch(() => undefined)
    return () => void request('runs.unfollow', { runId, component }).catch(() => undefined)
  }, [runId, component])
  return runId !== null
}

async function copy(lines: LogLine[]): Promise<void> {
  try {
    await navigator.clipboard.writeText(toPlainText(lines))
    showToast('good', tCount(lines.length, '{count} line copied', '{count} lines copied'))
  } catch {
    showToast('bad', t('The lines could not be copied: the system refused the clipboard.'))
  }
}
