import { variablesOf } from './containers.ts'
import { secretOf } from './imported-stores.ts'
import type { Wiring } from './links.ts'
import type { Part, Plan } from './plan.ts'
import { secretsIn } from './secrets.ts'
import { storeOf } from './stores.ts'

/** The secret that is the password of a store: the one of its files, or the one that carries its name, `orders-db-password`. */
export function passwordOf(store: Part): string {
  return secretOf(store) ?? `${store.id}-password`
}

/** Who signs in to a store: whoever a connection leads from, and whoever is given its password in a variable. */
export function usersOf(store: Part, plan: Plan, { uses }: Wiring): Part[] {
  if (!storeOf(store).hasCredentials) return []
  const connected = new Set(uses.filter(({ to }) => to === store).map(({ from }) => from))
  return plan.parts.filter((part) => connected.has(part) || isGivenPassword(part, store))
}

function isGivenPassword({ container }: Part, store: Part): boolean {
  return container !== undefined && variablesOf(container).some(([, value]) => secretsIn(value).includes(passwordOf(store)))
}
