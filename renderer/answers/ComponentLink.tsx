import { targetName } from '../../app/faults/fault-words.ts'
import { canvasView } from '../canvas/viewport.ts'
import { useDesignStore } from '../state/design-store.ts'
import { selectComponents, selectConnection } from '../state/selection-store.ts'

/** The name of a component or connection; a press selects it on the canvas and brings it into view. */
export function ComponentLink({ target }: { target: string }) {
  const design = useDesignStore((state) => state.design)
  const name = targetName(target, design)
  const ends = target.split('->')
  if (!ends.every((id) => Object.hasOwn(design.components, id))) return <span>{name}</span>
  const onClick = () => {
    if (ends.length > 1) selectConnection(target)
    else selectComponents([target])
    canvasView.getState().view?.show(ends)
  }
  return (
    <button type="button" className="component-link" onClick={onClick}>
      {name}
    </button>
  )
}
