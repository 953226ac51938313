import { type KeyboardEvent, useRef, useState } from 'react'
import type { Scenario } from '../../app/design/design.ts'
import { faultTitle } from '../../app/faults/fault-words.ts'
import type { Fault } from '../../app/faults/faults.ts'
import { faultKind } from '../../app/faults/faults.ts'
import type { Message } from '../../app/language/translate.ts'
import { toClock, toSpan } from '../../app/run/figures.ts'
import { Icon } from '../parts/Icon.tsx'
import { useDrag } from '../parts/use-drag.ts'
import { secondsOf } from '../run/chosen-scenario.ts'
import { useDesignStore } from '../state/design-store.ts'
import type { ScenarioEditor } from './scenario-editor.ts'
import { addFault, copyFault, removeFault, shiftFault, stretchFault } from './scenario-edits.ts'
import { blocksOf, type FaultBlock } from './timeline-layout.ts'

interface LanesProps {
  scenario: Scenario
  durationSeconds: number
  width: number
  editor: ScenarioEditor | null
  onOpen: (index: number) => void
}

const laneHeight = 26
/** Mean width of a character at 11 px, and of the icon before the text. */
const characterWidth = 6.1
const iconWidth = 18

/** The scenario's faults as blocks from their beginning to their end. A label that does not fit stands beside its block. */
export function FaultLanes({ scenario, durationSeconds, width, editor, onOpen }: LanesProps) {
  const design = useDesignStore((state) => state.design)
  const label = (fault: Fault) => faultTitle(fault, design)
  const blocks = blocksOf(scenario.faults ?? [], durationSeconds, width, (fault) => label(fault).length * characterWidth + iconWidth)
  const lanes = Math.max(1, ...blocks.map((block) => block.lane + 1))
  return (
    <div className="lanes" style={{ height: lanes * laneHeight }}>
      {blocks.map((block) => (
        <Block
          key={block.index}
          block={block}
          label={label(block.fault)}
          secondsPerPixel={durationSeconds / width}
          scenario={scenario}
          editor={editor}
          onOpen={() => onOpen(block.index)}
        />
      ))}
    </div>
  )
}

interface BlockProps {
  block: FaultBlock
  label: string
  secondsPerPixel: number
  scenario: Scenario
  editor: ScenarioEditor | null
  onOpen: () => void
}

function Block({ block, label, secondsPerPixel, scenario, editor, onOpen }: BlockProps) {
  const { fault, index } = block
  // With Alt a copy is moved and the fault stays, as on the canvas.
  const move = useScenarioDrag(
    scenario,
    editor,
    (alt) => (alt ? 'Copy fault' : 'Move fault'),
    (from, dx, alt) =>
      alt
        ? shiftFault(addFault(from, { ...fault }), from.faults?.length ?? 0, dx * secondsPerPixel)
        : shiftFault(from, index, dx * secondsPerPixel),
    onOpen,
  )
  const stretch = useScenarioDrag(
    scenario,
    editor,
    () => 'Change how long a fault lasts',
    (from, dx) => stretchFault(from, index, dx * secondsPerPixel),
  )
  const onKeyDown = (event: KeyboardEvent) => {
    if (!editor) return
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (event.key === 'Delete' || event.key === 'Backspace') editor.commit('Delete fault', removeFault(scenario, index))
    else if (event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey)) editor.commit('Copy fault', copyFault(scenario, index))
    else if (event.key === 'Enter' || event.key === ' ') onOpen()
    else if (by && event.shiftKey) editor.commit('Change how long a fault lasts', stretchFault(scenario, index, by))
    else if (by) editor.commit('Move fault', shiftFault(scenario, index, by))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const lasts = fault.for === undefined ? 'to the end' : `for ${toSpan(secondsOf(fault.for, 0))}`
  const tone = faultKind(fault.kind).byOperator ? 'good' : 'bad'
  return (
    <div className={`fault-place fault-${tone}`} style={{ left: block.left, top: block.lane * laneHeight, width: block.width }}>
      <button
        type="button"
        className="fault-block"
        aria-label={`${label}, at ${toClock(secondsOf(fault.at, 0))} ${lasts}. Enter opens it, arrow keys move it, with Shift they change how long it lasts, Ctrl D copies it, Delete removes it.`}
        data-tip={`${label} · at ${toClock(secondsOf(fault.at, 0))} ${lasts}`}
        onKeyDown={onKeyDown}
        {...move}
      >
        <Icon name={faultKind(fault.kind).icon} size={14} />
        {block.labelInside && <span className="fault-label">{label}</span>}
      </button>
      {!block.labelInside && <span className="fault-label fault-label-beside">{label}</span>}
      {editor && <span className="fault-stretch" {...stretch} />}
    </div>
  )
}

/** Dragging that edits the scenario as it was when the drag began; a press without a drag is a click. */
function useScenarioDrag(
  scenario: Scenario,
  editor: ScenarioEditor | null,
  label: (alt: boolean) => Message,
  change: (from: Scenario, dx: number, alt: boolean) => Scenario,
  onClick?: () => void,
) {
  const [before, setBefore] = useState<Scenario | null>(null)
  const copies = useRef(false)
  return useDrag({
    onMove(dx, _, alt) {
      copies.current = alt
      const from = before ?? scenario
      if (!before) setBefore(from)
      editor?.draft(change(from, dx, alt))
    },
    onEnd(wasDrag) {
      if (wasDrag) editor?.commit(label(copies.current), scenario)
      else {
        editor?.draft(null)
        onClick?.()
      }
      setBefore(null)
    },
    onCancel() {
      editor?.draft(null)
      setBefore(null)
    },
  })
}
