import { answersInSpanish } from './answers.ts'
import { commandsInSpanish } from './commands.ts'
import { compareInSpanish } from './compare.ts'
import { drawingInSpanish } from './drawing.ts'
import { editsInSpanish } from './edits.ts'
import { exchangeInSpanish } from './exchange.ts'
import { fieldsInSpanish } from './fields.ts'
import { filesInSpanish } from './files.ts'
import { presentationInSpanish } from './presentation.ts'
import { recordingInSpanish } from './recording.ts'
import { runInSpanish } from './run.ts'
import { windowInSpanish } from './window.ts'

/** Every message in Spanish, by its English text. */
export const spanish = {
  ...commandsInSpanish,
  ...windowInSpanish,
  ...fieldsInSpanish,
  ...presentationInSpanish,
  ...filesInSpanish,
  ...exchangeInSpanish,
  ...drawingInSpanish,
  ...editsInSpanish,
  ...runInSpanish,
  ...answersInSpanish,
  ...compareInSpanish,
  ...recordingInSpanish,
}
