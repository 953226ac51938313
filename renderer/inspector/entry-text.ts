/** A map's value as the text a person edits, and back. A secret is written `secret:name`, since its value stands in no file. */

export function toEntryText(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'secret' in value) return `secret:${String(value.secret)}`
  return value === undefined || value === null ? '' : String(value)
}

/** The value to keep; undefined where a number is needed and none was typed. */
export function fromEntryText(text: string, numeric: boolean): unknown {
  if (numeric) {
    const number = text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))
    return Number.isNaN(number) ? undefined : number
  }
  // secret:db-password
  const secret = /^secret:(.+)$/.exec(text.trim())?.[1]
  return secret === undefined ? text : { secret }
}
