import { asHost, escaped, renameHost } from '../imported/host-names.ts'
import type { StatedDesign } from '../imported/stated.ts'

/** Under which further names components are found, and what becomes of names that no cluster can hold. */
export interface Hosts {
  /** Names that get a Service of their own, by component. */
  aliases: ReadonlyMap<string, readonly string[]>
  /** A text of a component with the hosts that have another name here; `name`: the variable that it is the value of. */
  rewrite(id: string, text: string, name?: string): string
  /** A file likewise, where a name that stands for a host once stands for it everywhere. */
  rewriteFile(id: string, text: string, path: string): string
  /** What was rewritten. */
  changes(): readonly { id: string; where: string; from: string; to: string }[]
}

// RFC 1035, as Services are named
const label = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/

export function toHosts({ components }: StatedDesign, nameOf: (id: string) => string): Hosts {
  const taken = new Set([...components.keys()].map(nameOf))
  const aliases = new Map<string, string[]>()
  const renamed: { from: string; to: string }[] = []
  for (const { id, service, hosts } of components.values()) {
    for (const host of [service, ...hosts]) {
      if (host.toLowerCase() === nameOf(id) || taken.has(host)) continue
      if (label.test(host)) {
        taken.add(host)
        aliases.set(id, [...(aliases.get(id) ?? []), host])
      } else if (!renamed.some(({ from }) => from === host)) renamed.push({ from: host, to: nameOf(id) })
    }
  }
  const changes: { id: string; where: string; from: string; to: string }[] = []
  const note = (id: string, where: string, from: string, to: string) => {
    if (!changes.some((one) => one.id === id && one.where === where && one.from === from)) changes.push({ id, where, from, to })
  }
  return {
    aliases,
    rewrite(id, text, name = 'its command') {
      return renamed.reduce((now, { from, to }) => {
        const next = renameHost(now, name, from, to)
        if (next !== now) note(id, name, from, to)
        return next
      }, text)
    },
    rewriteFile(id, text, path) {
      return renamed.reduce((now, { from, to }) => {
        if (!asHost(from).test(now)) return now
        note(id, path, from, to)
        return now.replace(new RegExp(`(?<![\\w.-])${escaped(from)}(?![\\w-])`, 'g'), to)
      }, text)
    },
    changes: () => changes,
  }
}
