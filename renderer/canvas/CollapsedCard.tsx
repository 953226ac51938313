import { Handle, type NodeProps, Position } from '@xyflow/react'
import { toLatency, toRate, toShare, toText } from '../../app/run/figures.ts'
import { t, tCount } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { FigureText } from '../run/FigureText.tsx'
import { useFactsOfAll } from '../run/facts.ts'
import { thresholds, troubleOfUtilisation } from '../run/trouble.ts'
import './CollapsedCard.css'
import { useIsPlain } from './distance-store.ts'
import { FaultTags } from './FaultTags.tsx'
import { PlainHandles } from './PlainHandles.tsx'
import { ReplicaPips } from './ReplicaPips.tsx'
import { toggleCollapsed } from './selection-edits.ts'
import type { CollapsedNode } from './to-flow.ts'

/** A group in one card: what comes in from elsewhere, and of what is inside the sum or the worst. */
export function CollapsedCard({ data }: NodeProps<CollapsedNode>) {
  const { group, label, components, names, inbound, selected } = data
  const inside = useFactsOfAll('components', components)
  const entering = useFactsOfAll('connections', inbound)
  const isPlain = useIsPlain()
  if (isPlain) {
    return (
      <div className={`plain-card hue-slate plain-${inside?.trouble ?? 'none'} ${selected ? 'plain-selected' : ''}`}>
        <span className="plain-name">{label}</span>
        <PlainHandles calls called />
      </div>
    )
  }
  const utilisation = inside?.utilisation ?? null
  const source = entering?.source ?? 'design'
  return (
    <>
      <article className={`card card-collapsed trouble-${inside?.trouble ?? 'none'} source-${source} ${selected ? 'card-selected' : ''}`}>
        <header className="card-head">
          <span className="kind-tile hue-slate card-collapsed-tile">
            <Icon name="group" size={16} />
          </span>
          <div className="card-title">
            <strong data-tip={label.length > 8 ? label : undefined}>{label}</strong>
            <span className="card-subtitle">{tCount(components.length, '{count} component', '{count} components')}</span>
          </div>
          <button
            type="button"
            className="card-expand nodrag nopan"
            aria-label={t('Expand {name}', { name: label })}
            data-tip={t('Expand')}
            onClick={() => toggleCollapsed(group)}
          >
            <Icon name="maximize-2" size={13} />
          </button>
        </header>
        <div className="card-figures">
          {entering?.rate == null ? (
            <span className="card-described">{names}</span>
          ) : (
            <span className="card-measures" data-tip={t('What comes in from elsewhere; p99 of the slowest way in')}>
              <FigureText figure={toRate(entering.rate)} className="card-rate" />
              {entering.errorRate !== null && entering.errorRate >= thresholds.errorRate.warning ? (
                <span className="card-errors">{t('{share} errors', { share: toText(toShare(entering.errorRate)) })}</span>
              ) : (
                <span className="card-latency">
                  p99 <FigureText figure={toLatency(entering.p99)} />
                </span>
              )}
            </span>
          )}
          <ReplicaPips replicas={inside?.replicas ?? null} ready={inside?.replicasReady ?? null} starting={false} />
        </div>
        {utilisation !== null && (
          <div
            className={`card-bar bar-${troubleOfUtilisation(utilisation)}`}
            data-tip={t('At most {share} utilised', { share: toText(toShare(utilisation)) })}
          >
            <div style={{ width: `${Math.min(100, utilisation * 100)}%` }} />
          </div>
        )}
      </article>
      <FaultTags faults={inside?.faults ?? []} />
      <Handle type="target" position={Position.Left} className="card-handle" isConnectable={false} aria-hidden="true" />
      <Handle type="source" position={Position.Right} className="card-handle" isConnectable={false} aria-hidden="true" />
    </>
  )
}
