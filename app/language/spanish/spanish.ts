import { commandsInSpanish } from './commands.ts'
import { fieldsInSpanish } from './fields.ts'
import { presentationInSpanish } from './presentation.ts'
import { windowInSpanish } from './window.ts'

/** Every message in Spanish, by its English text. */
export const spanish = { ...commandsInSpanish, ...windowInSpanish, ...fieldsInSpanish, ...presentationInSpanish }
