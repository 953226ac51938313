/**
 * Compose replaces `${NAME}` in every text of its file from `.env` and the shell. Texts of the design must come through
 * unchanged, so a variable is carried as a mark until the file is written, and only then is every other `$` doubled.
 *
 * The marks are Unicode noncharacters: they never stand in text that people exchange, and JSON leaves them as they are.
 */
const [open, between, close] = ['\uFDD0', '\uFDD1', '\uFDD2']
const mark = new RegExp(`${open}([A-Z0-9_]+)(?:${between}([^${close}]*))?${close}`, 'g')

/** Names that mean something to a shell, to Docker, or to the exported file itself. */
const taken = /^(COMPOSE_|DOCKER_|BUILDKIT_|LC_)|_PORT$|^(PATH|HOME|USER|LOGNAME|SHELL|PWD|OLDPWD|LANG|TERM|HOSTNAME|TMPDIR|DESIGN_FOLDER)$/

/** The folder of the design file, from which build folders are counted. */
export const designFolder = 'DESIGN_FOLDER'

/** `ORDERS_DB_PASSWORD` for the secret `orders-db-password`. */
export function secretVariable(name: string): string {
  const variable = toVariablePrefix(name)
  return taken.test(variable) ? `SECRET_${variable}` : variable
}

/** `GATEWAY_PORT` for `gateway`: the port of this machine under which it is published. */
export function portVariable(id: string): string {
  return `${toVariablePrefix(id)}_PORT`
}

/** Stands for the value of a variable that must be set. */
export function required(variable: string): string {
  return `${open}${variable}${close}`
}

/** Stands for the value of a variable, or what to take where it is not set. */
export function optional(variable: string, absent: string): string {
  return `${open}${variable}${between}${absent}${close}`
}

export function hasVariable(text: string): boolean {
  return text.search(mark) >= 0
}

/** The text as Compose must read it: marks as variables, everything else as itself. */
export function toComposeText(text: string): string {
  return text.replaceAll('$', '$$$$').replace(mark, (_mark, variable: string, absent?: string) => {
    return absent === undefined ? `\${${variable}:?set it in .env, see .env.example}` : `\${${variable}:-${absent}}`
  })
}

/** `ORDERS_DB` for `orders-db`. */
export function toVariablePrefix(id: string): string {
  return id.toUpperCase().replaceAll('-', '_')
}
