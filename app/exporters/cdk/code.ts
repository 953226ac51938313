/** Pieces of TypeScript, laid out as the exported application is: two spaces, single quotes, semicolons, lines of 120 signs. */

export const widest = 120

/** Signs that nobody sees, and that end a line, turn its direction or steer a terminal. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu

function toEscape(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** `'it\'s'`: a string literal in single quotes. */
export function quoted(text: string): string {
  const inside = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replace(unseen, toEscape)
  // A formatter takes the kind of quotes that needs fewer escapes.
  const [single, double] = [inside.split("'").length, inside.split('"').length]
  if (single > double) return `"${inside.replaceAll('"', '\\"')}"`
  return `'${inside.replaceAll("'", "\\'")}'`
}

export function indented(text: string, depth: number): string {
  return text.replace(/(^|\n)(?=[^\n])/g, `$1${'  '.repeat(depth)}`)
}

/** `name: 'orders'`; a value that is its own name stands alone, and the key `...` spreads the value. */
export type Property = readonly [key: string, value: string]

/** An object literal with a line for each property, or in one line where it is short and all values are. */
export function objectOf(properties: readonly Property[], oneLine = false): string {
  const entries = properties.map(([key, value]) => (key === value ? key : key === '...' ? `...${value}` : `${toKey(key)}: ${value}`))
  if (entries.length === 0) return '{}'
  if (oneLine) return `{ ${entries.join(', ')} }`
  return `{\n${entries.map((entry) => `${indented(entry, 1)},\n`).join('')}}`
}

/** An array in one line where it fits behind `used` signs, with a line for each element otherwise. */
export function arrayOf(elements: readonly string[], used: number): string {
  const line = `[${elements.join(', ')}]`
  return used + line.length <= widest ? line : `[\n${elements.map((element) => `  ${element},\n`).join('')}]`
}

/** A list as the value of a constant. Lists of more than one list have a line for each, as a formatter lays them out. */
export function tableOf(declaration: string, rows: readonly string[]): string {
  const line = `${declaration} = [${rows.join(', ')}];`
  const isTable = rows.length > 1 && rows.every((row) => row.startsWith('['))
  return line.length <= widest && !isTable ? line : `${declaration} = [\n${rows.map((row) => `  ${row},\n`).join('')}];`
}

/** A call in one line where it fits at this depth, with a line for each argument otherwise. */
export function callOf(callee: string, args: readonly string[], depth: number): string {
  const line = `${callee}(${args.join(', ')});`
  if (depth * 2 + line.length <= widest) return line
  return `${callee}(\n${args.map((argument) => `  ${argument},\n`).join('')});`
}

/** `name: Record<'a' | 'b', T>;` as a field of a class, as long as it has to be: in one line, by arguments, or with a line for each key. */
export function recordField(name: string, keys: readonly string[], value: string): string {
  const line = `${name}: Record<${keys.join(' | ')}, ${value}>;`
  if (2 + line.length <= widest) return line
  const union = `${keys.join(' | ')},`
  const inside = 4 + union.length <= widest ? [union] : [...keys.slice(0, -1).map((key) => `| ${key}`), `| ${keys.at(-1)},`]
  return `${name}: Record<\n${indented([...inside, value].join('\n'), 1)}\n>;`
}

/** A comment that stays one: line breaks in it begin another line of comment. */
export function commentOf(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => `// ${line.replace(unseen, ' ').trim()}`.trim())
    .join('\n')
}

function toKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key)
}
