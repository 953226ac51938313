import { placesIn } from '../public-places.ts'
import { variablesOf } from './containers.ts'
import { reasonForInternet } from './internet.ts'
import type { Wiring } from './links.ts'
import type { Part, Plan } from './plan.ts'

/** Calls that a part may make and its security group does not let out, as far as the design and its files tell. */
export function toEgressLosses(part: Part, plan: Plan, wiring: Wiring): string[] {
  const isOpen = reasonForInternet(part, plan) !== undefined
  return [...ofUnread(part, wiring, isOpen), ...ofPlaces(part, isOpen)]
}

/** Whom it calls may stand in settings of which only the name is known. */
function ofUnread(part: Part, { calls, uses }: Wiring, isOpen: boolean): string[] {
  const unread = (part.stated?.mounts ?? []).flatMap((mount) => (mount.from === 'nowhere' && mount.isUnread ? [mount.target] : []))
  if (unread.length === 0) return []
  const called = [...new Set([...calls, ...uses].flatMap(({ from, to }) => (from === part ? [to.id] : [])))]
  const open = [...called, ...(isOpen ? ['port 443 of the internet'] : [])]
  return [
    `Whom it calls by ${unread.join(', ')} is not known, since that could not be read: its security group lets it call ${open.length > 0 ? `${open.join(', ')} alone` : 'nobody'}. Draw the connections that are real.`,
  ]
}

const isMachine = /\.docker\.internal$/i

/** Machines by their full names, in the variables of a container. */
function ofPlaces({ container }: Part, isOpen: boolean): string[] {
  const named = new Set<string>()
  for (const [variable, value] of container ? variablesOf(container) : []) {
    for (const { host, port } of placesIn(variable, value)) {
      const at = port === undefined ? host : `${host}:${port}`
      const isLetOut = isOpen && (port === undefined || port === 443)
      if (isMachine.test(host)) named.add(`${variable} names ${host}, the machine of Compose, which no task has: say where it is.`)
      else if (!isLetOut)
        named.add(
          `${variable} names ${at}, and its security group lets it call ${isOpen ? 'port 443 of the internet alone' : 'nobody there'}: open the way in lib/custom/extend.ts if its program calls it.`,
        )
    }
  }
  return [...named]
}
