import { isBroker } from '../../design/allowed-protocols.ts'
import type { Design } from '../../design/design.ts'
import { isStore } from '../../importers/compose/connections/roles.ts'
import type { Service } from '../../importers/compose/services.ts'
import { wordsOf } from '../../secrets/secret-name.ts'
import { asHost, commandNames, wordOf } from './host-names.ts'
import type { Stated, StatedText } from './stated.ts'

interface Known {
  service: Service
  stated: Stated
}

/**
 * Whom each component calls without being told where that is, and which secrets of a store its callers know without being told. Both
 * stand in images, or in files that are not at hand, and nowhere else.
 */
export function toBuiltIn(design: Design, known: ReadonlyMap<string, Known>): (id: string) => Pick<Stated, 'untold' | 'builtIn'> {
  const calls = (design.connections ?? []).flatMap(({ from, to }) => {
    const [caller, called] = isBroker(design, from) ? [to, from] : [from, to]
    const [one, other] = [known.get(caller), known.get(called)]
    return one && other ? [{ caller, called, one, other }] : []
  })
  const stores = [...known.values()].map(({ service }) => service).filter(isStore)
  return (id) => {
    const unsigned = calls.filter(({ called, one, other }) => called === id && isStore(other.service) && !isToldSignIn(one, other, stores))
    const callers = [...new Set(unsigned.map(({ caller }) => caller))]
    const own = [...(known.get(id)?.stated.environment ?? [])].flatMap(([name, text]) =>
      callers.length > 0 && secretsIn(text).length > 0 ? [name] : [],
    )
    return {
      untold: [...new Set(calls.flatMap(({ caller, called, one, other }) => (caller === id && !isNamed(one, other) ? [called] : [])))],
      builtIn: new Map(own.map((name) => [name, callers])),
    }
  }
}

/** It has the secret of a variable or a command, or another one where the store is named. */
function isToldSignIn({ stated: caller }: Known, { service, stated }: Known, stores: readonly Service[]): boolean {
  const own = new Set([...stated.environment.values()].flatMap(secretsIn))
  if (own.size === 0) return true
  const told = [...caller.environment].flatMap(([name, text]) =>
    secretsIn(text).map((secret) => ({
      secret,
      isSignIn: (/PASS|PWD|_PW$|^PW$/i.test(name) && !isOfAnother(name, service, stores)) || text.some((part) => namesIn(part, service)),
    })),
  )
  const inWords = Object.values(caller.secretWords).flatMap((words) => [...words.values()].flatMap(secretsIn))
  return told.some(({ secret, isSignIn }) => isSignIn || own.has(secret)) || inWords.some((secret) => own.has(secret))
}

const mail = new Set(['smtp', 'mail', 'email', 'mailer'])

/** Whether the name of a password says of what it is, and that is another store or a server of mail: `REDIS_PASSWORD`, `SMTP_PASS`. */
function isOfAnother(name: string, service: Service, stores: readonly Service[]): boolean {
  const words = wordsOf(name)
  const names = ({ hosts }: Service) => hosts.some((host) => wordsOf(host).some((word) => words.includes(word)))
  return !names(service) && (words.some((word) => mail.has(word)) || stores.some((store) => store !== service && names(store)))
}

const namesIn = (part: StatedText[number], { hosts }: Service) =>
  typeof part === 'string' && hosts.some((host) => asHost(host).test(part) || wordOf(host).test(part))

const secretsIn = (text: StatedText) => text.flatMap((part) => (typeof part === 'string' ? [] : [part.secret]))

/** Variables that hold names of other things. */
const otherNames = /(?:^|_)(?:NAME|USER|USERNAME|DB|DATABASE|SCHEMA|ID|REALM)$/i

function isNamed({ service, stated: { mounts } }: Known, { service: other }: Known): boolean {
  const inVariables = [...service.environment].some(([name, { value }]) =>
    other.hosts.some((host) => asHost(host).test(value) || (!otherNames.test(name) && wordOf(host).test(value))),
  )
  const inCommand = service.command.some(({ text }) => other.hosts.some((host) => commandNames(text, host) || wordOf(host).test(text)))
  return (
    inVariables ||
    inCommand ||
    mounts.some(
      (mount) =>
        mount.from === 'files' &&
        // What else stands in a file with a secret is not known here.
        mount.files.some((file) => 'secret' in file || other.hosts.some((host) => wordOf(host).test(file.content))),
    )
  )
}

/** The values of secrets that callers know without being told, by the secrets' names; without those that nobody knows any more. */
export function toBuiltInValues(known: ReadonlyMap<string, Known>, forgotten: ReadonlySet<string>): Map<string, string> {
  const values = new Map<string, string>()
  for (const { service, stated } of known.values())
    for (const name of stated.builtIn.keys()) {
      const { value = '', raw = '', file } = service.environment.get(name) ?? {}
      const [text, ...others] = stated.environment.get(name) ?? []
      const isForgotten =
        [...raw.matchAll(/\$\{?([A-Za-z_]\w*)/g)].some(([, variable = '']) => forgotten.has(variable)) ||
        (file !== undefined && forgotten.size > 0)
      if (typeof text === 'object' && others.length === 0 && !isForgotten && /^\S(?:.*\S)?$/.test(value)) values.set(text.secret, value)
    }
  return values
}
