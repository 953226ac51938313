import type { Command } from './command.ts'
import { compare } from './commands/compare.ts'
import { doctor } from './commands/doctor.ts'
import { down } from './commands/down.ts'
import { exportCommand } from './commands/export.ts'
import { fault } from './commands/fault.ts'
import { importCommand } from './commands/import.ts'
import { run } from './commands/run.ts'
import { simulate } from './commands/simulate.ts'
import { validate } from './commands/validate.ts'

export const commands: Command[] = [validate, simulate, run, fault, compare, exportCommand, importCommand, down, doctor]
