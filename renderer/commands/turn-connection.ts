import { hasConnection, turnSelected } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const turnConnectionCommand: Command = {
  id: 'turn-connection',
  label: 'Turn the connection round',
  section: 'Edit',
  icon: 'arrow-left-right',
  when: hasConnection,
  run: turnSelected,
}
