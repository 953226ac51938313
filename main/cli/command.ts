import type { Places } from '../files/places.ts'

/** A command of the command line: one file in `commands/`, one line in `commands.ts`. */
export interface Command {
  name: string
  /** Beside the name in the list of commands. */
  summary: string
  /** What stands after the name, before the options: `DESIGN`. */
  argument: '' | 'DESIGN' | 'DESIGN [DESIGN]' | 'DESIGN…' | 'COMPOSE_FILE…' | '[FAULT]'
  options: Record<string, Option>
  /** Returns the exit code; throws a `Refusal` or `RunFailure` for what the person can act on. */
  run(given: Given, io: Io): Promise<number>
}

export interface Option {
  /** What the value is called in the help; absent: the option takes none. */
  value?: string
  help: string
  /** It may be given more than once. */
  many?: true
}

/** What was written on the command line, by name. */
export interface Given {
  positionals: string[]
  text(option: string): string | undefined
  /** All values of an option that may be given more than once, in order. */
  texts(option: string): string[]
  has(option: string): boolean
}

/** The world as a command sees it. */
export interface Io {
  /** A whole line, or several, on the standard output: the result. */
  out(text: string): void
  /** A whole line on the standard error: everything else. */
  err(text: string): void
  /** Progress is drawn over itself on a terminal, and is a few plain lines elsewhere. */
  terminal: { columns: number; draw(text: string): void } | null
  /** Asks the person a question that is answered by yes or no; null: nobody is there to be asked. */
  ask: ((question: string) => Promise<boolean>) | null
  cwd: string
  env: NodeJS.ProcessEnv
  places: Places
  /** Aborted by Ctrl-C, or when the program is told to end. */
  interrupted: AbortSignal
}

/** `objectiveUnknown`: none is missed, and of one at least it is not known yet whether it is met. */
export const exitCodes = { good: 0, failure: 1, objectiveMissed: 2, objectiveUnknown: 3, interrupted: 130 } as const
export const jsonOption: Option = { help: 'print the result as JSON, alone on the standard output' }
