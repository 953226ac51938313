import { type Figure, toCount, toLatency, toRate, toShare } from '../../app/run/figures.ts'
import type { Facts } from './component-facts.ts'
import { FigureText } from './FigureText.tsx'
import { useComponentFacts, useConnectionFacts, useIsStale } from './facts.ts'
import { NowExplanation } from './NowExplanation.tsx'
import { isActive } from './run-state.ts'
import { useRunStore } from './run-store.ts'
import { type Figures, type Trouble, thresholds, troubleOfErrors, troubleOfUtilisation } from './trouble.ts'
import './NowTable.css'

/** What is true of a component or connection now, predicted beside measured, and why. `target` is a component's id or a connection's. */
export function NowTable({ target }: { target: string }) {
  return target.includes('->') ? <OfConnection target={target} /> : <OfComponent target={target} />
}

function OfComponent({ target }: { target: string }) {
  const facts = useComponentFacts(target)
  if (!facts.predicted && !facts.measured) return null
  return (
    <section className="now" aria-label="Predicted and measured">
      <Heading />
      <Table facts={facts} rows={[...shared, ...ofComponent]} />
      <NowExplanation component={target} trouble={facts.trouble} />
    </section>
  )
}

function OfConnection({ target }: { target: string }) {
  const facts = useConnectionFacts(target)
  if (!facts.predicted && !facts.measured) return null
  return (
    <section className="now" aria-label="Predicted and measured">
      <Heading />
      <Table facts={facts} rows={shared} />
    </section>
  )
}

interface Row {
  label: string
  tip?: string
  figure: (figures: Figures) => Figure
  trouble?: (figures: Figures) => Trouble
}

const shared: Row[] = [
  { label: 'Throughput', figure: (figures) => toRate(figures.rate) },
  { label: 'Latency p50', figure: (figures) => toLatency(figures.p50) },
  { label: 'Latency p95', figure: (figures) => toLatency(figures.p95) },
  { label: 'Latency p99', figure: (figures) => toLatency(figures.p99) },
  {
    label: 'Errors',
    tip: `A warning from ${thresholds.errorRate.warning * 100} %, bad from ${thresholds.errorRate.bad * 100} %`,
    figure: (figures) => toShare(figures.errorRate),
    trouble: (figures) => troubleOfErrors(figures.errorRate),
  },
]

const ofComponent: Row[] = [
  {
    label: 'Utilisation',
    tip: `Share of its workers that are busy; a warning from ${thresholds.utilisation.warning * 100} %, bad from ${thresholds.utilisation.bad * 100} %`,
    figure: (figures) => toShare(figures.utilisation),
    trouble: (figures) => troubleOfUtilisation(figures.utilisation),
  },
  { label: 'Waiting', tip: 'Requests that wait for a worker', figure: (figures) => toCount(figures.queue) },
]

function Table({ facts, rows }: { facts: Facts; rows: Row[] }) {
  const { predicted, measured } = facts
  return (
    <table className="now-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Figure</span>
          </th>
          {predicted && <Column engine="predict" />}
          {measured && <Column engine="live" />}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row" data-tip={row.tip}>
              {row.label}
            </th>
            {predicted && <Cell row={row} figures={predicted} />}
            {measured && <Cell row={row} figures={measured} />}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Column({ engine }: { engine: 'predict' | 'live' }) {
  const isStale = useIsStale(engine)
  const word = engine === 'predict' ? 'predicted' : 'measured'
  return (
    <th scope="col" className={`now-${word} ${isStale ? 'now-stale' : ''}`} data-tip={isStale ? 'From before your last edit' : undefined}>
      {word}
      {isStale && ' *'}
    </th>
  )
}

function Cell({ row, figures }: { row: Row; figures: Figures }) {
  const trouble = row.trouble?.(figures) ?? 'none'
  return (
    <td className={`now-cell now-${trouble}`}>
      <FigureText figure={row.figure(figures)} />
    </td>
  )
}

function Heading() {
  const isNow = useRunStore((state) => state.playhead === null && state.engine !== null && isActive(state.runs[state.engine]))
  const isMoment = useRunStore((state) => state.playhead !== null)
  return <h3 className="now-heading">{isNow ? 'Now' : isMoment ? 'At the moment chosen' : 'Over the whole run'}</h3>
}
