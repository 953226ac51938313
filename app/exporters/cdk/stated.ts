import { kindOf } from '../../catalogue/catalogue.ts'
import type { ContainerPlan } from '../../catalogue/component.ts'
import type { Component } from '../../design/design.ts'
import type { Stated, StatedText } from '../imported/stated.ts'
import { secretMark } from './secrets.ts'

/** The container of an imported component: what its files say takes the place of what its kind would set up by itself. */
export function withStated(plan: ContainerPlan, component: Component, stated: Stated): ContainerPlan {
  const { command: _command, ...rest } = plan
  return {
    ...rest,
    // A product's own image may be built upon, which its kind knows nothing of.
    image: stated.build && plan.image.from === 'registry' ? { from: 'build', path: stated.build.context } : plan.image,
    env: toEnvironment(plan, component, stated),
    ...(stated.command && stated.command.length > 0 ? { command: stated.command } : {}),
    // Its configuration is the person's own: mounted files stand in its image here.
    files: toFiles(stated),
    ready: toReady(plan, component, stated),
    volumes: stated.mounts.flatMap((mount) => (mount.from === 'data' ? [mount.target] : [])),
  }
}

function toEnvironment(plan: ContainerPlan, component: Component, { environment }: Stated): Record<string, string> {
  const isProgram = Object.hasOwn(kindOf(component.kind)?.parameters ?? {}, 'env')
  // An engine is told what its file tells it and nothing else, for that is what its callers know of it.
  if (!isProgram) return Object.fromEntries([...environment].map(([name, text]) => [name, toMarkedText(text)]))
  return Object.fromEntries(
    Object.entries(plan.env).map(([name, value]) => {
      const text = environment.get(name)
      const isLonger = text !== undefined && text.length > 1 && text.some((part) => typeof part !== 'string')
      // An address keeps all but its password.
      return [name, isLonger ? toMarkedText(text) : value]
    }),
  )
}

/** A text with the marks of its secrets. */
export function toMarkedText(text: StatedText): string {
  return text.map((part) => (typeof part === 'string' ? part : secretMark(part.secret))).join('')
}

/** Files whose contents are not secret, by their whole paths. */
function toFiles({ mounts }: Stated): Record<string, string> {
  const found = mounts.flatMap((mount) =>
    mount.from === 'files'
      ? mount.files.flatMap((file): [string, string][] =>
          'content' in file ? [[mount.isFolder ? `${mount.target.replace(/\/$/, '')}/${file.name}` : mount.target, file.content]] : [],
        )
      : [],
  )
  return Object.fromEntries(found)
}

function toReady(plan: ContainerPlan, component: Component, { health, isJob }: Stated): ContainerPlan['ready'] {
  if (isJob || health?.command === 'none') return { probe: 'none' }
  if (health && typeof health.command !== 'string') return { probe: 'exec', command: health.command }
  // An image of the person's own holds no program of ours to ask it with.
  const family = kindOf(component.kind)?.family ?? ''
  return ['gateway', 'balancer'].includes(family) ? { probe: 'none' } : plan.ready
}

/** Secrets that stand in the commands of an imported service. */
export function secretsInWords({ stated }: { stated?: Stated }): string[] {
  const texts = Object.values(stated?.secretWords ?? {}).flatMap((words) => [...words.values()])
  return texts.flatMap((text) => text.flatMap((part) => (typeof part === 'string' ? [] : [part.secret])))
}
