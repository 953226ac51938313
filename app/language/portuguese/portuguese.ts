import type { spanish } from '../spanish/spanish.ts'
import { commandsInPortuguese } from './commands.ts'
import { fieldsInPortuguese } from './fields.ts'
import { presentationInPortuguese } from './presentation.ts'
import { windowInPortuguese } from './window.ts'

/** Every message in the Portuguese of Brazil, by its English text. */
export const portuguese: Record<keyof typeof spanish, string> = {
  ...commandsInPortuguese,
  ...windowInPortuguese,
  ...fieldsInPortuguese,
  ...presentationInPortuguese,
}
