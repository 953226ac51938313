import type { Service } from '../services.ts'
import type { AddressBook } from './address-book.ts'
import { type Address, addressesIn } from './addresses.ts'
import { toText } from './environment-evidence.ts'
import type { Evidence } from './evidence.ts'

// -h, --host, --db-host=, --server.address
const hostFlag = /^-{1,2}(?:h|H|[A-Za-z0-9_.-]*(?:host|addr|address|url|uri|server|endpoint|target|upstream|broker|backend)s?)$/i
/** A word that only waits for another service tells of an order, though mostly of a call too. */
const waiting = /wait[-_]?for|wait-for-it|dockerize/i

/** Addresses in the words of a service's command and entrypoint. */
export function commandEvidence(from: Service, book: AddressBook): Evidence[] {
  const words = from.command.flatMap(({ text, at }) => text.split(/[\s"']+/).map((word) => ({ word, at })))
  const waits = words.some(({ word }) => waiting.test(word))
  return words.flatMap(({ word, at }, index) => {
    const before = words[index - 1]?.word ?? ''
    const [flag = '', value = ''] = word.includes('=')
      ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]
      : [before, word]
    const bare: Address[] =
      hostFlag.test(flag) && /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(value) ? [{ host: value, form: 'word', index: 0 }] : []
    const found = addressesIn(word)
    return (found.length > 0 ? found : bare).flatMap((address): Evidence[] => {
      const to = book.find(from, address.host)
      if (!to) return []
      const { scheme, port } = address
      const confidence = waits ? 0.7 : address.form === 'word' ? 0.8 : 0.85
      const reason = `The command of ${from.name} names ${to.name}: ${toText(address)}.`
      return [{ from, to, sort: 'named', confidence, reason, at, ...(scheme ? { scheme } : {}), ...(port ? { port } : {}) }]
    })
  })
}
