import type { Sensitivity } from '../../app/analysis/answers.ts'
import { toLatency, toShare, toSpan, toText } from '../../app/run/figures.ts'
import { t } from '../language/t.ts'
import { useChosenScenario } from '../run/scenario-choice.ts'
import { AnswerHead } from './AnswerHead.tsx'
import { AskControl } from './AskControl.tsx'
import './SensitivityAnswer.css'
import { useAsked } from './answers-store.ts'
import { FailedAnswer } from './FailedAnswer.tsx'
import { ParameterName } from './ParameterName.tsx'
import { parameterFigure } from './parameter-words.ts'

const mostRows = 15

/** Which parameter moves the p99 most: each turned down and up by a tenth, with everything else and all chance as it was. */
export function SensitivityAnswer() {
  const { answer, about, message, status } = useAsked('sensitivity')
  const { label } = useChosenScenario()
  return (
    <>
      <AnswerHead title={t('What moves the p99 most')} about={about}>
        {answer && <Key />}
        <AskControl kind="sensitivity" question={{ kind: 'sensitivity' }} label={t('Turn each parameter')} again={t('Turn again')} />
      </AnswerHead>
      <div className="answer-body">
        {message && <FailedAnswer message={message} />}
        {!answer && (
          <p className="answer-note">
            {status === 'idle'
              ? t(
                  'Turns every number of the design down and up by a tenth (a count by one) under {scenario}, one at a time, and ranks them by how far the slowest journey’s p99 moves.',
                  { scenario: label },
                )
              : t('Predicting the scenario with each parameter turned down and up.')}
          </p>
        )}
        {answer && <Tornado base={answer.figure} all={answer.parameters} needed={answer.needed} />}
      </div>
    </>
  )
}

function Key() {
  return (
    <span className="tornado-key">
      <i className="tornado-less" /> {t('turned down')}
      <i className="tornado-more" /> {t('turned up')}
    </span>
  )
}

interface TornadoProps {
  base: number | null
  all: Sensitivity[]
  needed: number | null | undefined
}

function Tornado({ base, all, needed }: TornadoProps) {
  if (typeof needed === 'number') {
    return (
      <p className="answer-note">
        {t(
          'Not known yet: too few requests come in this scenario to tell a p99, and so what moves it. It takes about {time} of it: choose a longer one, or a scenario in which nothing happens.',
          { time: toSpan(needed) },
        )}
      </p>
    )
  }
  if (base === null) {
    return (
      <p className="answer-note">
        {t('The system is overloaded as it is, so it has no steady p99 to move: give it room first, or take less traffic.')}
      </p>
    )
  }
  const parameters = all.filter(({ sure = true }) => sure)
  const chance = all.length - parameters.length
  if (all.length === 0) return <p className="answer-note">{t('No number that the design writes out moves the p99.')}</p>
  const shown = parameters.slice(0, mostRows)
  const figures = shown.flatMap(({ low, high }) => [low.figure, high.figure])
  const reach = Math.max(0, ...figures.map((each) => Math.abs(moved(each, base) ?? 0)))
  const rest = parameters.length - shown.length
  return (
    <>
      <div className="tornado-axis" aria-hidden="true">
        <span>p99 {toText(toLatency(base))}</span>
      </div>
      <ul className="tornado" aria-label={t('Parameters by how far they move the p99 of {figure}', { figure: toText(toLatency(base)) })}>
        {shown.map((parameter) => (
          <Row key={parameter.path} parameter={parameter} base={base} reach={reach || 1} />
        ))}
      </ul>
      {rest > 0 && <p className="answer-note">{t('{count} more move it less.', { count: rest })}</p>}
      {chance > 0 && (
        <p className="answer-note">
          {parameters.length === 0
            ? t('No number moves it by more than chance does.')
            : t('{count} more move it by less than chance does.', { count: chance })}
        </p>
      )}
    </>
  )
}

function Row({ parameter, base, reach }: { parameter: Sensitivity; base: number; reach: number }) {
  const { path, kind, value, low, high, interval } = parameter
  const bars = [
    { side: 'less' as const, turned: parameterFigure(kind, low.value), figure: low.figure },
    { side: 'more' as const, turned: parameterFigure(kind, high.value), figure: high.figure },
  ].map((each) => ({ ...each, part: (moved(each.figure, base) ?? reach) / reach }))
  // Of two on one side the longer lies behind, and its figure stands for both.
  const [longer, shorter] = bars.sort((a, b) => Math.abs(b.part) - Math.abs(a.part)) as [BarProps, BarProps]
  return (
    <li className="tornado-row">
      <ParameterName path={path} />
      <span className="tornado-value">{parameterFigure(kind, value)}</span>
      <span
        className="tornado-lane"
        {...(interval
          ? {
              'data-tip': t('Moves it by {least} to {most} (95 %)', {
                least: toText(toShare(interval[0])),
                most: toText(toShare(interval[1])),
              }),
            }
          : {})}
      >
        <Bar {...longer} />
        <Bar {...shorter} covered={longer.part * shorter.part > 0} />
      </span>
    </li>
  )
}

/** How far a p99 moved, by the logarithm of its factor: twice and half are equally far. null: there is none, the system overloads. */
function moved(figure: number | null, base: number): number | null {
  return figure === null ? null : Math.log(Math.max(figure, 1e-6) / Math.max(base, 1e-6))
}

interface BarProps {
  side: 'less' | 'more'
  turned: string
  figure: number | null
  /** Of half of the lane, -1..1. */
  part: number
  covered?: boolean
}

/** From the figure as it is, in the middle, to the figure after the turn; an overload goes to the edge. */
function Bar({ side, turned, figure, part, covered = false }: BarProps) {
  if (Math.abs(part) < 0.002) return null
  const width = Math.abs(part) * 36
  const place = part < 0 ? { right: '50%' } : { left: '50%' }
  const words = figure === null ? t('overloads') : toText(toLatency(figure))
  const beside = part < 0 ? { right: `calc(${50 + width}% + 5px)` } : { left: `calc(${50 + width}% + 5px)` }
  return (
    <>
      <i
        className={`tornado-bar tornado-${side}`}
        style={{ width: `${width}%`, ...place }}
        data-tip={t('At {value}: {figure}', { value: turned, figure: words })}
      />
      <span className={covered ? 'visually-hidden' : 'tornado-figure'} style={beside}>
        <span className="visually-hidden">{t('at {value}:', { value: turned })} </span>
        <span data-tip={t('At {value}', { value: turned })}>{words}</span>
      </span>
    </>
  )
}
