import type { Output } from '../../app/bridge/requests.ts'
import { fitSoon } from '../canvas/viewport.ts'
import { openText } from '../state/design-store.ts'
import { clearSelection } from '../state/selection-store.ts'
import { openDialog } from '../state/shell-store.ts'
import { leaveRuns } from './leave-runs.ts'

type File = NonNullable<Output<'designs.open'>>

/** Shows a file that was read. One that is not YAML is not opened; it stays as it is. */
export function showFile(file: File): void {
  const problems = openText({ text: file.text, path: file.path, name: file.name })
  if (problems) openDialog({ kind: 'unreadable', name: file.name, problems })
  else arrive()
}

/** A design was opened: it is seen whole, and nothing of the last one is left over. */
export function arrive(): void {
  clearSelection()
  leaveRuns()
  fitSoon()
}
