// ORDERS_DB_PASSWORD=k3yq…
const variablePattern = /^([A-Za-z_][A-Za-z0-9_]*)=/

/**
 * A file of secrets that is there already, with the variables it lacks added at its end: a design that has grown needs more
 * secrets, and those that are in use must not change.
 */
export function withMissingVariables(there: string, wanted: string): string {
  const has = new Set(there.split('\n').map((line) => variablePattern.exec(line)?.[1]))
  const missing = wanted.split('\n').filter((line) => {
    const name = variablePattern.exec(line)?.[1]
    return name !== undefined && !has.has(name)
  })
  if (missing.length === 0) return there
  return `${there}${there === '' || there.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`
}
