import { isSecret } from '../../secrets/is-secret.ts'
import { secretName } from '../../secrets/name-secrets.ts'
import { hasSecretName } from '../../secrets/secret-name.ts'
import type { Variable } from './environment.ts'
import type { Service } from './services.ts'

/** The name under which a variable of a service is kept as a secret; undefined: it is none. */
export type SecretNames = (service: Service, variable: string) => string | undefined

/**
 * One variable is one secret, however many use it: `${SHOP_DB_PASSWORD}` is `shop-db-password` for its users and its database, and
 * the same value under the same name in several services is kept once. All others are named after who has them.
 */
export function toSecretNames(services: Service[]): SecretNames {
  const uses = services.flatMap((service) =>
    [...service.environment].flatMap(([name, variable]) => (isSecretVariable(name, variable) ? [{ service, name, variable }] : [])),
  )
  const names = new Map<string, string>()
  const taken = new Set<string>()
  const give = (found: typeof uses, wanted: string) => {
    let name = wanted
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`
    taken.add(name)
    for (const { service, name: variable } of found) names.set(placeOf(service, variable), name)
  }
  for (const [variable, found] of groupBy(uses, ({ variable: { raw } }) => variableIn(raw))) give(found, variable)
  const unnamed = uses.filter(({ service, name }) => !names.has(placeOf(service, name)))
  // A value that nobody has yet may be another one for each.
  const groups = groupBy(unnamed, ({ name, variable: { value } }) => (value === '' ? undefined : `${name}=${value}`))
  for (const [, found] of groups) {
    const [first] = found
    if (!first || found.length < 2) continue
    give(found, toName(first.name) ?? secretName(first.service.id, first.name))
  }
  for (const use of unnamed) if (!names.has(placeOf(use.service, use.name))) give([use], secretName(use.service.id, use.name))
  return (service, variable) => names.get(placeOf(service, variable))
}

/** What stands empty, or follows a variable that nobody has set, is a secret by its name alone. */
function isSecretVariable(name: string, { value, raw, passed }: Variable): boolean {
  if (passed || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return false
  if (isSecret(name, value, raw)) return true
  return value === '' && hasSecretName(name) && !/ALLOW_EMPTY/i.test(name)
}

// ${DB_PASSWORD}, $DB_PASSWORD, ${DB_PASSWORD:?set it}, ${DB_PASSWORD:-none}
function variableIn(raw: string | undefined): string | undefined {
  const name = /^\$(?:\{([A-Za-z_][A-Za-z0-9_]*)(?::?[-?][^{}]*)?\}|([A-Za-z_][A-Za-z0-9_]*))$/.exec(raw ?? '')
  return name ? toName(name[1] ?? name[2] ?? '') : undefined
}

/** `shop-db-password` for `SHOP_DB_PASSWORD`. */
function toName(variable: string): string | undefined {
  const name = variable
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return /^[a-z]/.test(name) ? name : undefined
}

function groupBy<T>(items: T[], keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}

const placeOf = ({ id }: Service, variable: string) => `${id} ${variable}`
