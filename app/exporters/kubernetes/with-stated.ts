import { kindOf } from '../../catalogue/catalogue.ts'
import type { ContainerPlan } from '../../catalogue/component.ts'
import { repositoryOf } from '../../catalogue/repository.ts'
import type { Component } from '../../design/design.ts'
import type { SecretWords, Stated, StatedText } from '../imported/stated.ts'

interface Words {
  /** The mark of a secret. */
  secret(name: string): string
  /** A text with the hosts that have another name here. */
  rewrite(text: string, name?: string): string
}

/** The plan of an imported component: what its files say takes the place of what its kind would set up by itself. */
export function withStated(plan: ContainerPlan, component: Component, stated: Stated, words: Words): ContainerPlan {
  const { command: _command, hardening, ...rest } = plan
  const env = toEnvironment(plan, component, stated, words)
  const confined = toHardening(isGateway(component) ? withoutDisk(hardening) : hardening, stated, plan)
  return {
    ...rest,
    image: stated.build && plan.image.from === 'registry' ? { from: 'build', path: stated.build.context } : plan.image,
    env,
    ...(stated.command ? { command: stated.command.map((word) => words.rewrite(word)) } : {}),
    // Its configuration is the person's own, mounted or within its image.
    files: {},
    ready: toReady(plan, component, stated, env, words),
    volumes: toVolumes(plan, component, stated),
    // What is said of a gateway is said of the configuration that is ours.
    caveats: isGateway(component)
      ? []
      : plan.caveats.filter((caveat) => !caveat.includes(' is started with the variables, files and command of ')),
    ...(confined ? { hardening: confined } : {}),
  }
}

/** The same with marks where secrets stand in its commands. */
export function withSecretWords(stated: Stated | undefined, secret: Words['secret']): Stated | undefined {
  if (stated === undefined) return stated
  const mark = (words: readonly string[], line: keyof SecretWords) =>
    words.map((word, index) => {
      const text = stated.secretWords[line].get(index)
      return text?.map((part) => (typeof part === 'string' ? part : secret(part.secret))).join('') ?? word
    })
  const { entrypoint, command, health } = stated
  return {
    ...stated,
    ...(entrypoint ? { entrypoint: mark(entrypoint, 'entrypoint') } : {}),
    ...(command ? { command: mark(command, 'command') } : {}),
    ...(health && typeof health.command !== 'string' ? { health: { ...health, command: mark(health.command, 'health') } } : {}),
  }
}

const isGateway = ({ kind }: Component) => ['gateway', 'balancer'].includes(kindOf(kind)?.family ?? '')

/** Where it writes follows from its configuration. */
function withoutDisk(hardening: ContainerPlan['hardening']): ContainerPlan['hardening'] {
  return hardening && { ...hardening, writesElsewhere: true }
}

function toEnvironment(plan: ContainerPlan, component: Component, { environment }: Stated, words: Words): Record<string, string> {
  const toText = (text: StatedText, name: string) =>
    text.map((part) => (typeof part === 'string' ? words.rewrite(part, name) : words.secret(part.secret))).join('')
  const isProgram = Object.hasOwn(kindOf(component.kind)?.parameters ?? {}, 'env')
  // An engine is told what its file tells it and nothing else, for that is what its callers know of it.
  if (!isProgram) return Object.fromEntries([...environment].map(([name, text]) => [name, toText(text, name)]))
  const written = typeof component.env === 'object' && component.env !== null ? (component.env as Record<string, unknown>) : {}
  const own = Object.entries(plan.env).map(([name, value]): [string, string] => {
    const text = environment.get(name)
    const isSecret = typeof written[name] === 'object'
    // An address keeps all but its password.
    if (isSecret) return [name, text && text.length > 1 ? toText(text, name) : value]
    return [name, words.rewrite(value, name)]
  })
  // Names that a design does not allow and a container does.
  const others = [...environment].filter(([name]) => !Object.hasOwn(written, name) && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
  return Object.fromEntries([...own, ...others.map(([name, text]) => [name, toText(text, name)])])
}

function toReady(
  plan: ContainerPlan,
  component: Component,
  { health, isJob }: Stated,
  env: Record<string, string>,
  words: Words,
): ContainerPlan['ready'] {
  if (isJob || health?.command === 'none') return { probe: 'none' }
  if (health && typeof health.command !== 'string')
    return { probe: 'exec', command: health.command.map((word) => words.rewrite(word, 'its health check')) }
  const { ready } = plan
  const [port] = Object.values(plan.ports)
  // A gateway answers what its own configuration says, and that is the person's.
  if (isGateway(component) && port !== undefined) return { probe: 'tcp', port }
  return ready.probe === 'exec' ? { probe: 'exec', command: withValues(ready.command, plan.env, env) } : ready
}

/** `pg_isready -U app -d app` with the user and the database of the files. */
function withValues(command: string[], before: Record<string, string>, now: Record<string, string>): string[] {
  const find = (word: string, names: RegExp) => {
    const name = Object.keys(before).find((each) => names.test(each) && before[each] === word)
    return name === undefined ? undefined : (now[name] ?? now[Object.keys(now).find((each) => /USER/.test(each)) ?? ''])
  }
  return command.map((word, index) => {
    if (command[index - 1] === '-d') return find(word, /DB$|DATABASE$/) ?? (Object.values(before).includes(word) ? 'postgres' : word)
    if (command[index - 1] === '-U') return find(word, /USER/) ?? (Object.values(before).includes(word) ? 'postgres' : word)
    return word
  })
}

/** What the files keep, and what the image keeps although they do not say so. */
function toVolumes(plan: ContainerPlan, { kind }: Component, { mounts }: Stated): string[] {
  // What is mounted within it leaves the rest of it to be written somewhere.
  const holds = (outer: string, inner: string) => outer === inner || inner.startsWith(`${outer}/`)
  const own = mounts.flatMap((mount) => (mount.from === 'data' && !mount.isShared ? [mount.target] : []))
  const shared = mounts.flatMap((mount) => (mount.from === 'data' && mount.isShared ? [mount.target] : []))
  // Where another make of it keeps its data is not known.
  const isOfficial = plan.image.from === 'registry' && repositoryOf(plan.image.reference) === kindOf(kind)?.images[0]
  if (!isOfficial) return own
  return [...own, ...plan.volumes.filter((target) => ![...own, ...shared].some((other) => holds(other, target)))]
}

const isOwnProgram = ({ fidelity }: ContainerPlan) => fidelity === "person's image"

function toHardening(known: ContainerPlan['hardening'], stated: Stated, plan: ContainerPlan): ContainerPlan['hardening'] {
  // What is built upon an engine may do otherwise.
  const own = stated.build && plan.image.from === 'registry' ? undefined : known
  const user = stated.user ?? stated.imageUser
  // A program that runs as root, or as a user that its image names by a word, would not start if it were told not to be root.
  if (user === undefined) return own?.user === undefined && isOwnProgram(plan) ? undefined : own
  // Whoever says that it is root, or a name whose number only the image knows, is believed: told not to be root it would not start.
  if (user.user === undefined || user.user === 0) return undefined
  return { ...(own ?? {}), user: user.user }
}
