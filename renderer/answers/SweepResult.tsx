import { useMemo, useState } from 'react'
import type { Sweep } from '../../app/analysis/answers.ts'
import type { Parameter } from '../../app/analysis/parameters.ts'
import { toLatency, toRate, toShare } from '../../app/run/figures.ts'
import type { Result } from '../../app/run/result.ts'
import { t, tWord } from '../language/t.ts'
import { FigureText } from '../run/FigureText.tsx'
import { limit } from '../run/trouble.ts'
import { useDesignStore } from '../state/design-store.ts'
import { parameterFigure, parameterWords } from './parameter-words.ts'
import { SweepChart } from './SweepChart.tsx'
import { type SweepFigure, sweepFigures } from './sweep-figures.ts'
import { chooseFigure, useSweepChoice } from './sweep-store.ts'

interface SweepResultProps {
  sweep: Sweep
  kind: Parameter['kind']
  /** The value that the design has. */
  now: number | null
}

/** The chart of a sweep, and the figures at the point that is chosen. */
export function SweepResult({ sweep, kind, now }: SweepResultProps) {
  const design = useDesignStore((state) => state.design)
  const { points } = sweep
  const first = points[0]?.result
  const figures = useMemo(() => (first ? sweepFigures(design, first) : []), [design, first])
  const choice = useSweepChoice()
  const figure = figures.find(({ id }) => id === choice.figure) ?? figures[0]
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, points.length - 1)
  const point = points[at]
  if (!figure || !point) return null
  return (
    <div className="sweep-answer">
      <div className="sweep-drawing">
        <FigureSelect figures={figures} figure={figure} />
        <SweepChart
          title={t('{figure} over {parameter}', {
            figure: `${figure.of} ${tWord(figure.label)}`,
            parameter: parameterWords(sweep.path).what,
          })}
          values={points.map(({ value }) => value)}
          figures={points.map(({ result }) => figure.read(result))}
          writeValue={(value) => parameterFigure(kind, value)}
          writeFigure={figure.write}
          bound={boundOf(figure, point.result)}
          now={now}
          chosen={at}
          onChoose={setChosen}
        />
      </div>
      <PointFigures value={parameterFigure(kind, point.value)} what={parameterWords(sweep.path).what} result={point.result} />
    </div>
  )
}

function FigureSelect({ figures, figure }: { figures: SweepFigure[]; figure: SweepFigure }) {
  const owners = [...new Set(figures.map(({ of }) => of))]
  return (
    <select
      className="input sweep-figure"
      aria-label={t('Figure')}
      value={figure.id}
      onChange={(event) => chooseFigure(event.target.value)}
    >
      {owners.map((owner) => (
        <optgroup key={owner} label={owner}>
          {figures
            .filter(({ of }) => of === owner)
            .map(({ id, label }) => (
              <option key={id} value={id}>
                {owner} {tWord(label)}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  )
}

type PointResult = Pick<Result, 'journeys' | 'objectives'>

/** The objective on what is drawn, as the level not to be crossed. */
function boundOf(figure: SweepFigure, { objectives }: PointResult): number | null {
  const objective = objectives.find(({ journey, metric }) => journey === figure.of && metric === figure.label)
  return objective ? (limit(objective.below) ?? limit(objective.above)) : null
}

/** Every journey's figures at one value. */
function PointFigures({ value, what, result }: { value: string; what: string; result: PointResult }) {
  const unknown = result.objectives.filter(({ verdict }) => verdict === 'unknown').length
  const missed = result.objectives.filter(({ met }) => !met).length - unknown
  return (
    <section className="sweep-point" aria-label={t('Figures at {value}', { value })} aria-live="polite">
      <h4>
        {t('At {value}', { value })} <span className="muted">{what}</span>
      </h4>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('Journey')}</span>
            </th>
            <th scope="col">{t('rate')}</th>
            <th scope="col">{t('errors')}</th>
            <th scope="col">p50</th>
            <th scope="col">p99</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(result.journeys).map(([name, { throughput, errorRate, latency }]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {[toRate(throughput), toShare(errorRate), toLatency(latency.p50), toLatency(latency.p99)].map((each, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand still.
                <td key={column}>
                  <FigureText figure={each} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {result.objectives.length > 0 && (
        <p className={missed > 0 ? 'sweep-missed' : 'sweep-met'}>
          {missed > 0
            ? t('{count} of {all} objectives missed', { count: missed, all: result.objectives.length })
            : unknown > 0
              ? t('{count} of {all} objectives not known yet', { count: unknown, all: result.objectives.length })
              : t('All objectives met')}
        </p>
      )}
    </section>
  )
}
