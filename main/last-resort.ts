import { logMistake, reasonOf } from './log/log.ts'

/**
 * What nobody handled does not end the program: it is logged with its stack, and told. The design is in the page and in its
 * draft, so that going on is what loses least.
 */
export function catchMistakes(tell: (sentence: string) => void): void {
  const handle = (what: string) => (error: unknown) => {
    logMistake(what, error)
    try {
      tell(`Microcosm made a mistake: ${reasonOf(error).replace(/\.$/, '')}.`)
    } catch (failure) {
      logMistake('Telling a mistake failed', failure)
    }
  }
  process.on('uncaughtException', handle('Something failed that nobody handled'))
  process.on('unhandledRejection', handle('Something was refused that nobody handled'))
}
