/** Secrets stand in the file by name only, `${ORDERS_DB_PASSWORD:?…}`; Compose puts in the values from `.env`. */
export interface Secrets {
  /** What a plan puts where the secret goes; `interpolate` turns it into the variable. */
  reference(name: string): string
  /** Every text of the file as Compose must read it: secrets as variables, and any other `$` as itself. */
  interpolate<T>(value: T): T
  /** Variable to the secret's name. */
  names(): Map<string, string>
}

// A mark that survives JSON, which the programs of stubs are written in, and that nobody writes by chance.
// <<microcosm-secret orders-db-password>>
const mark = /<<microcosm-secret ([a-z][a-z0-9-]*)>>/g

export function createSecrets(): Secrets {
  const used = new Map<string, string>()
  return {
    reference(name) {
      used.set(toVariable(name), name)
      return `<<microcosm-secret ${name}>>`
    },
    interpolate: (value) => mapText(value, interpolateText) as typeof value,
    names: () => used,
  }
}

function interpolateText(text: string): string {
  return text.replaceAll('$', '$$$$').replaceAll(mark, (_match, name: string) => `\${${toVariable(name)}:?set it in .env}`)
}

const toVariable = (name: string) => name.toUpperCase().replaceAll('-', '_')

function mapText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapText(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapText(inner, change)]))
}
