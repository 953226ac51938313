import { hasSignIn, storesNamedIn, toPieces } from './addresses.ts'
import { variablesOf } from './containers.ts'
import { ownerOf } from './data.ts'
import type { Wiring } from './links.ts'
import type { Part, Plan } from './plan.ts'
import { secretsInWords } from './stated.ts'
import { storeOf } from './stores.ts'

/** Who signs in to a store: whoever a connection leads from, and whoever is given its user or its password in a variable. */
export function usersOf(store: Part, plan: Plan, { uses }: Wiring): Part[] {
  if (!storeOf(store).hasCredentials) return []
  const connected = new Set(uses.filter(({ to }) => to === store).map(({ from }) => from))
  return plan.parts.filter((part) => connected.has(part) || isGivenSignIn(part, store, plan))
}

/** Whether a task makes the users of this store as its administrator while it is deployed. */
export function makesUsers(store: Part, plan: Plan, wiring: Wiring): boolean {
  const { counterpart } = store
  return counterpart.construct === 'RelationalDatabase' && counterpart.engine !== 'sqlserver' && usersOf(store, plan, wiring).length > 0
}

function isGivenSignIn(part: Part, store: Part, plan: Plan): boolean {
  if (!part.container) return false
  if (secretsInWords(part).some((id) => ownerOf(id, plan, part) === store)) return true
  const texts = variablesOf(part.container).map(([, value]) => value)
  return texts.filter(hasSignIn).some((text) => {
    const pieces = toPieces(text)
    return pieces.some((piece) =>
      'secret' in piece
        ? ownerOf(piece.secret, plan, part, storesNamedIn(pieces)) === store
        : 'store' in piece && piece.what === 'username' && piece.store === store.id,
    )
  })
}
