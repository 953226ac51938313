/**
 * The JSON of a program, laid out for people: a line for each key, and a line for each element of a list of objects, such as the
 * calls it makes.
 */
export function toReadableProgram(json: string): string {
  const program = JSON.parse(json) as object
  const lines = Object.entries(program).map(([key, value]) => `  ${JSON.stringify(key)}: ${toLines(value)}`)
  return `{\n${lines.join(',\n')}\n}`
}

function toLines(value: unknown): string {
  if (!Array.isArray(value) || !value.some((element) => typeof element === 'object' && element !== null)) return JSON.stringify(value)
  return `[\n${value.map((element) => `    ${JSON.stringify(element)}`).join(',\n')}\n  ]`
}
