import { connectionId, type Design } from '../../app/design/design.ts'
import type { Problem } from '../../app/design/problem.ts'
import { canvasView } from '../canvas/viewport.ts'
import { designStore } from '../state/design-store.ts'
import { selectComponents, selectConnection } from '../state/selection-store.ts'
import { showYaml } from '../yaml/yaml-view.ts'

/** Brings what a problem is about before the person: selects it on the canvas, or opens the text where it stands in no drawing. */
export function focusPlace(problem: Problem): void {
  const { design } = designStore.getState()
  const place = placeOf(problem, design)
  if (!place) {
    showYaml(problem.line)
    return
  }
  showPlace(place)
}

type DrawnPlace = { component: string } | { connection: string }

/** Selects something that is drawn and brings it into view. */
export function showPlace(place: DrawnPlace): void {
  const { view } = canvasView.getState()
  if ('component' in place) {
    selectComponents([place.component])
    view?.show([place.component])
  } else {
    selectConnection(place.connection)
    view?.show(place.connection.split('->'))
  }
}

/** What of the drawing a problem is about; undefined when it is about nothing that is drawn. */
export function placeOf(problem: Problem, design: Design): DrawnPlace | undefined {
  const [section, entry] = problem.path
  const connection = problem.connection ?? (section === 'connections' && typeof entry === 'number' ? idAt(design, entry) : undefined)
  if (connection && design.connections?.some((one) => connectionId(one) === connection)) return { connection }
  const component = problem.component ?? (section === 'components' ? String(entry) : undefined)
  return component !== undefined && Object.hasOwn(design.components, component) ? { component } : undefined
}

function idAt(design: Design, index: number): string | undefined {
  const connection = design.connections?.[index]
  return connection && connectionId(connection)
}
