import { anyScalar, either, fields, flag, integer, listOf, mapOf, nothing, number, scalarOrNothing, text } from './shape.ts'

/** Shapes that several parts of a Compose file share. */
export const names = listOf(text)
/** Where Compose refuses a name that is written twice; elsewhere it counts once. */
export const namesOnce = listOf(text, { unique: true })
export const textOrNames = either(text, names)
export const listOrMap = either(mapOf(scalarOrNothing), names)
/** Beside the services an equal entry is refused. */
export const listOnceOrMap = either(mapOf(scalarOrNothing), namesOnce)
export const amount = either(number, text)
export const command = either(nothing, text, listOf(text))
export const options = mapOf(either(anyScalar, nothing))
export const external = either(flag, fields({ name: text }))
export const extraHosts = either(mapOf(either(text, listOf(text))), namesOnce)
export const ulimits = mapOf(either(integer, fields({ soft: integer, hard: integer }, ['soft', 'hard'])), /^[a-z]+$/)
export const hook = fields({ command, user: text, privileged: flag, working_dir: text, environment: listOrMap }, ['command'])
export const granted = listOf(either(text, fields({ source: text, target: text, uid: text, gid: text, mode: amount })))
export const namePattern = /^[a-zA-Z0-9._-]+$/
