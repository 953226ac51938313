import type { Kind } from '../../app/catalogue/component.ts'
import type { Component } from '../../app/design/design.ts'
import { toLatency, toRate, toShare, toText } from '../../app/run/figures.ts'
import type { Facts } from '../run/component-facts.ts'
import { FigureText } from '../run/FigureText.tsx'
import { thresholds, troubleOfUtilisation } from '../run/trouble.ts'
import { UnknownText } from '../run/UnknownText.tsx'
import { ReplicaPips } from './ReplicaPips.tsx'

/** The card's lower half: figures of a run, or what the design says before there is one. */
export function CardFacts({ kind, component, facts }: { kind: Kind | undefined; component: Component; facts: Facts }) {
  const isSource = kind?.accepts.length === 0
  return (
    <>
      <div className="card-figures">
        {facts.rate === null ? (
          <span className="card-described">{kind?.describe(component) ?? 'Unknown kind'}</span>
        ) : (
          <Figures facts={facts} />
        )}
        {!isSource && (
          <ReplicaPips
            replicas={facts.replicas ?? designedReplicas(kind, component)}
            ready={facts.replicasReady}
            starting={isStarting(facts.state)}
          />
        )}
      </div>
      {!isSource && facts.rate !== null && <UtilisationBar utilisation={facts.utilisation} />}
    </>
  )
}

function Figures({ facts }: { facts: Facts }) {
  const { predicted, measured } = facts
  const both =
    predicted && measured ? `p99 predicted ${toText(toLatency(predicted.p99))}, measured ${toText(toLatency(measured.p99))}` : undefined
  const source = facts.source === 'predict' ? 'Predicted' : 'Measured'
  const stale = facts.stale ? ' before the last edit' : ''
  return (
    <span className="card-measures" data-tip={both ?? `${source}${stale}`}>
      <span className="visually-hidden">{source} </span>
      <FigureText figure={toRate(facts.rate)} className="card-rate" />
      {facts.errorRate !== null && facts.errorRate >= thresholds.errorRate.warning ? (
        <span className="card-errors">
          <FigureText figure={toShare(facts.errorRate)} /> errors
        </span>
      ) : (
        <span className="card-latency">
          p99 <Latency facts={facts} />
        </span>
      )}
    </span>
  )
}

function Latency({ facts: { source, p99, unknown } }: { facts: Facts }) {
  const needed = source === 'predict' ? unknown['latency.p99'] : undefined
  const figure = toLatency(p99)
  return typeof needed === 'number' ? <UnknownText soFar={figure} needed={needed} /> : <FigureText figure={figure} />
}

function UtilisationBar({ utilisation }: { utilisation: number | null }) {
  const level = utilisation === null ? '' : `bar-${troubleOfUtilisation(utilisation)}`
  return (
    <div className={`card-bar ${level}`} data-tip={utilisation === null ? undefined : `${toText(toShare(utilisation))} utilised`}>
      {utilisation !== null && <div style={{ width: `${Math.min(100, utilisation * 100)}%` }} />}
      {utilisation !== null && <span className="visually-hidden">{toText(toShare(utilisation))} utilised</span>}
    </div>
  )
}

function isStarting(state: Facts['state']): boolean {
  return state === 'waiting' || state === 'pulling' || state === 'starting'
}

/** The replicas a design asks for without saying so: one, for what has replicas at all. */
function designedReplicas(kind: Kind | undefined, component: Component): number | null {
  const behaviour = kind?.behaviour(component)
  return behaviour?.model === 'station' ? behaviour.replicas : behaviour ? 1 : null
}
