import type { Planned, Stack } from './stack.ts'
import { hasVariable } from './variables.ts'

/** A file of the export that a container sees in place of its own. */
export interface MountedFile {
  id: string
  /** Relative to the Compose file. */
  path: string
  /** Inside the container. */
  target: string
  content: string
}

/** The files that the components' plans place in their containers, as `config/<component>/<file>`. */
export function toMountedFiles(stack: Stack): MountedFile[] {
  return stack.components.flatMap((planned) => filesOf(planned, isCalledByStubs(planned, stack)))
}

/** Whether a stand-in calls it, so that it needs what only these have use for. */
export function isCalledByStubs({ id }: Planned, { components, dials }: Stack): boolean {
  const stubs = new Set(components.filter(({ plan }) => plan.image.from === 'runtime').map((each) => each.id))
  return dials.some(({ dialler, dialled }) => dialled === id && stubs.has(dialler))
}

function filesOf({ id, plan }: Planned, forStubs: boolean): MountedFile[] {
  const targets = Object.keys(plan.files)
  const wanted = Object.entries(plan.files).filter(([target]) => forStubs || !plan.forStubs?.includes(target))
  return wanted.map(([target, content]) => {
    // Compose fills in variables in its own file only.
    if (hasVariable(content)) throw new Error(`The file ${target} of ${id} holds a secret, which only its environment may`)
    const alone = targets.filter((other) => nameOf(other) === nameOf(target)).length === 1
    return { id, path: `config/${id}/${alone ? nameOf(target) : target.replace(/^\/+/, '')}`, target, content }
  })
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
