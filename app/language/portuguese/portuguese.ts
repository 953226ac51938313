import type { spanish } from '../spanish/spanish.ts'
import { answersInPortuguese } from './answers.ts'
import { commandsInPortuguese } from './commands.ts'
import { compareInPortuguese } from './compare.ts'
import { drawingInPortuguese } from './drawing.ts'
import { editsInPortuguese } from './edits.ts'
import { exchangeInPortuguese } from './exchange.ts'
import { fieldsInPortuguese } from './fields.ts'
import { filesInPortuguese } from './files.ts'
import { presentationInPortuguese } from './presentation.ts'
import { recordingInPortuguese } from './recording.ts'
import { runInPortuguese } from './run.ts'
import { windowInPortuguese } from './window.ts'

/** Every message in the Portuguese of Brazil, by its English text. */
export const portuguese: Record<keyof typeof spanish, string> = {
  ...commandsInPortuguese,
  ...windowInPortuguese,
  ...fieldsInPortuguese,
  ...presentationInPortuguese,
  ...filesInPortuguese,
  ...exchangeInPortuguese,
  ...drawingInPortuguese,
  ...editsInPortuguese,
  ...runInPortuguese,
  ...answersInPortuguese,
  ...compareInPortuguese,
  ...recordingInPortuguese,
}
