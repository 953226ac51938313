import { toMessage } from '../bridge.ts'
import { showToast } from '../state/toast-store.ts'
import { commands } from './commands.ts'

/** Runs a command by its id when it applies now. Returns whether there is such a command and it applied. */
export async function runCommand(id: string): Promise<boolean> {
  const command = commands.find((one) => one.id === id)
  if (!command || command.when?.() === false) return false
  try {
    await command.run()
  } catch (error) {
    showToast('bad', toMessage(error))
  }
  return true
}
