import { editScenario, hasScenario } from '../run/ScenarioMenu.tsx'
import type { Command } from './command.ts'

export const editScenarioCommand: Command = {
  id: 'edit-scenario',
  label: 'Edit the scenario…',
  section: 'Run',
  icon: 'sliders-horizontal',
  when: hasScenario,
  run: editScenario,
}
