import { Handle, type NodeProps, Position, useConnection } from '@xyflow/react'
import { memo } from 'react'
import { useStore } from 'zustand'
import { kindOf } from '../../app/catalogue/catalogue.ts'
import { checkEnds } from '../../app/design/move-end.ts'
import { KindTile } from '../catalogue/KindTile.tsx'
import { runCommand } from '../commands/run-command.ts'
import { FaultHandle } from '../dock/FaultHandle.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useComponentFacts } from '../run/facts.ts'
import { useWas } from '../run/pin-store.ts'
import { useDesignStore } from '../state/design-store.ts'
import { renamingStore } from '../state/renaming-store.ts'
import { useSelectionStore } from '../state/selection-store.ts'
import { CardFacts } from './CardFacts.tsx'
import { CardName } from './CardName.tsx'
import './ComponentNode.css'
import './card-marks.css'
import { useIsPlain } from './distance-store.ts'
import { FaultTags } from './FaultTags.tsx'
import { PlainCard } from './PlainCard.tsx'
import { ProblemBadge } from './ProblemBadge.tsx'
import { ReplicaStepper } from './ReplicaStepper.tsx'
import { StateDot } from './StateDot.tsx'
import type { CardNode } from './to-flow.ts'

/** A name of more letters is cut off where it stands in large ones. */
const longName = 12

/** A component's card: what it is, and how it does. From afar a plain box, save where its name is being typed. */
export const ComponentNode = memo(function ComponentNode({ id, data, selected }: NodeProps<CardNode>) {
  const isPlain = useIsPlain()
  const renaming = useStore(renamingStore, (state) => state.component === id)
  if (isPlain && !renaming) return <PlainCard id={id} data={data} selected={selected} />
  return <WholeCard id={id} data={data} selected={selected} renaming={renaming} />
})

type WholeProps = Pick<NodeProps<CardNode>, 'id' | 'data' | 'selected'> & { renaming: boolean }

function WholeCard({ id, data, selected, renaming }: WholeProps) {
  const { component, problems, calls, called, pinned } = data
  const facts = useComponentFacts(id)
  const was = useWas('components', id)
  const connecting = useConnectingState(id)
  const name = component.name ?? id
  const kind = kindOf(component.kind)
  const classes = [
    'card',
    `trouble-${facts.trouble}`,
    `source-${facts.source}`,
    connecting,
    selected && 'card-selected',
    facts.stale && 'card-stale',
    facts.state !== null && 'card-with-state',
    problems.length > 0 && 'card-with-problems',
    name.length > longName && 'card-long',
  ]
  return (
    <>
      <article className={classes.filter(Boolean).join(' ')}>
        <header className="card-head">
          <KindTile kind={component.kind} size={26} />
          <div className="card-title">
            {renaming ? <CardName id={id} name={name} /> : <strong data-tip={name.length > 8 ? name : undefined}>{name}</strong>}
            <Subtitle
              text={
                was ??
                facts.message ??
                (facts.source === 'design' ? ownText(kind?.label ?? component.kind, component.team) : (kind?.describe(component) ?? ''))
              }
            />
          </div>
          <StateDot state={facts.state} message={facts.message} />
        </header>
        <CardFacts kind={kind} component={component} facts={facts} />
      </article>
      {pinned && (
        <span className="card-pin" data-tip="Pinned: Tidy leaves it here" role="img" aria-label="Pinned">
          <Icon name="pin" size={12} />
        </span>
      )}
      <FaultTags faults={facts.faults} />
      <ProblemBadge problems={problems} />
      {called && <Handle type="target" position={Position.Left} className="card-handle" aria-hidden="true" />}
      {calls && <Handle type="source" position={Position.Right} className="card-handle" aria-hidden="true" />}
      {calls && selected && <PlusHandle name={name} />}
      {selected && <BreakHandle id={id} />}
      {selected && <ReplicaStepper id={id} name={name} />}
    </>
  )
}

/** Under the only selected card: breaks it at a moment of the scenario. */
function BreakHandle({ id }: { id: string }) {
  const isOnly = useSelectionStore((state) => state.components.length === 1)
  return isOnly && <FaultHandle target={id} className="card-plus card-break" />
}

/** Beside the only selected card: adds what it calls. */
function PlusHandle({ name }: { name: string }) {
  const isOnly = useSelectionStore((state) => state.components.length === 1)
  if (!isOnly) return null
  return (
    <button
      type="button"
      className="card-plus nodrag nopan"
      aria-label={`Add what ${name} calls`}
      data-tip={`Add what ${name} calls`}
      data-tip-shortcut="Tab"
      onClick={() => void runCommand('add-called')}
    >
      <Icon name="plus" size={13} />
    </button>
  )
}

function Subtitle({ text }: { text: string }) {
  return (
    <span className="card-subtitle" data-tip={text.length > 22 ? text : undefined}>
      {text}
    </span>
  )
}

function ownText(label: string, team: string | undefined): string {
  return team ? `${label} · ${team}` : label
}

/** While a connection is drawn: whether it may end here. */
function useConnectingState(id: string): string {
  const from = useConnection((connection) => (connection.inProgress ? connection.fromNode.id : null))
  const isSource = useConnection((connection) => connection.inProgress && connection.fromHandle.type === 'source')
  const reason = useDesignStore((state) => {
    if (from === null || from === id) return null
    return isSource ? (checkEnds(state.design, { from, to: id }) ?? '') : (checkEnds(state.design, { from: id, to: from }) ?? '')
  })
  if (reason === null) return ''
  return reason === '' ? 'card-welcomes' : 'card-refuses'
}
