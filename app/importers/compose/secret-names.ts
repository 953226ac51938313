import { isSecret } from '../../secrets/is-secret.ts'
import { secretName } from '../../secrets/name-secrets.ts'
import { hasSecretName } from '../../secrets/secret-name.ts'
import { isStore } from './connections/roles.ts'
import type { Variable } from './environment.ts'
import type { Service } from './services.ts'

/** The name under which a variable of a service is kept as a secret; undefined: it is none. */
export type SecretNames = (service: Service, variable: string) => string | undefined

/**
 * One variable is one secret, however many use it: `${SHOP_DB_PASSWORD}` is `shop-db-password` for its users and its database, and
 * the same value under the same name in several services is kept once. All others are named after who has them.
 */
export function toSecretNames(services: Service[]): SecretNames {
  const all = services.flatMap((service) => [...service.environment].map(([name, variable]) => ({ service, name, variable })))
  const secret = all.filter(({ name, variable }) => isSecretVariable(name, variable))
  const values = new Set(secret.map(({ variable }) => variable.value))
  // Of an object store the name of a user is what others call their access key, which is kept as a secret there.
  const users = all.filter(({ service, name, variable }) => isStore(service) && accessKeys.test(name) && values.has(variable.value))
  const uses = [...secret, ...users.filter((use) => !secret.includes(use))]
  const names = new Map<string, string>()
  const taken = new Set<string>()
  const give = (found: typeof uses, wanted: string) => {
    let name = wanted
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`
    taken.add(name)
    for (const { service, name: variable } of found) names.set(placeOf(service, variable), name)
  }
  // What a store is made with is what its users sign in with, whatever each of them calls it.
  const own = new Map(uses.flatMap((use) => (isStore(use.service) && use.variable.value.length >= 4 ? [[use.variable.value, use]] : [])))
  for (const [value, found] of groupBy(uses, ({ variable }) => (own.has(variable.value) ? variable.value : undefined))) {
    const { service, name, variable } = own.get(value) ?? found[0] ?? {}
    const distinct = new Set(found.map((use) => variableIn(use.variable.raw) ?? `${use.service.id} ${use.name}`))
    if (service && name && distinct.size > 1) give(found, variableIn(variable?.raw) ?? secretName(service.id, name))
  }
  const others = uses.filter(({ service, name }) => !names.has(placeOf(service, name)))
  for (const [variable, found] of groupBy(others, ({ variable: { raw } }) => variableIn(raw))) give(found, variable)
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

const accessKeys = /^(?:MINIO_ROOT_USER|MINIO_ACCESS_KEY|RUSTFS_ACCESS_KEY)$/

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
