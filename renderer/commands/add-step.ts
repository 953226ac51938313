import { hasDesign } from '../canvas/selection-edits.ts'
import { showDockTab } from '../dock/dock-store.ts'
import { addStepFromView } from '../presentation/step-edits.ts'
import type { Command } from './command.ts'

export const addStepCommand: Command = {
  id: 'add-step',
  label: 'Add a step of what is shown',
  section: 'View',
  icon: 'list-plus',
  when: hasDesign,
  run: () => {
    addStepFromView()
    showDockTab('presentation')
  },
}
