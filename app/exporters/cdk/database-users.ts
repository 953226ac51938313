import { variablesOf } from './containers.ts'
import { passwordOf } from './imported-stores.ts'
import type { Wiring } from './links.ts'
import type { Part, Plan } from './plan.ts'
import { secretsIn } from './secrets.ts'
import { storeOf } from './stores.ts'

/** Who signs in to a store: whoever a connection leads from, and whoever is given its password in a variable. */
export function usersOf(store: Part, plan: Plan, { uses }: Wiring): Part[] {
  if (!storeOf(store).hasCredentials) return []
  const connected = new Set(uses.filter(({ to }) => to === store).map(({ from }) => from))
  return plan.parts.filter((part) => connected.has(part) || isGivenPassword(part, store))
}

/** Whether a task makes the users of this store as its administrator while it is deployed. */
export function makesUsers(store: Part, plan: Plan, wiring: Wiring): boolean {
  const { counterpart } = store
  return counterpart.construct === 'RelationalDatabase' && counterpart.engine !== 'sqlserver' && usersOf(store, plan, wiring).length > 0
}

function isGivenPassword({ container }: Part, store: Part): boolean {
  return container !== undefined && variablesOf(container).some(([, value]) => secretsIn(value).includes(passwordOf(store)))
}
